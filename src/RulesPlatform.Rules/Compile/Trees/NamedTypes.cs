using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.CustomTypeProviders;
using System.Reflection;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>The types that an expression may name, besides those that the parser knows by itself: these, and none that happens to be loaded.</summary>
internal sealed class NamedTypes(params Type[] types) : IDynamicLinqCustomTypeProvider
{
    private readonly HashSet<Type> _types = [.. types];

    public HashSet<Type> GetCustomTypes() => _types;

    public Dictionary<Type, List<MethodInfo>> GetExtensionMethods() => [];

    public Type? ResolveType(string typeName) => _types.FirstOrDefault(type => type.FullName == typeName);

    public Type? ResolveTypeBySimpleName(string simpleTypeName) => _types.FirstOrDefault(type => type.Name == simpleTypeName);
}
