using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.OpenApi;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Endpoints;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api;

/// <summary>The HTTP side of the host. Needs an <see cref="Live.IRunningPlatform"/> and a <see cref="TimeProvider"/> among the builder's services.</summary>
internal static class ApiServer
{
    public static void Add(WebApplicationBuilder builder, HostSettings settings, ApiKeyring keyring)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(keyring);
        builder.Services.AddProblemDetails();
        builder.Services.AddRouting();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "RulesPlatform";
            document.Info.Description = "Reads are free on the machine itself; everything else needs 'Authorization: Bearer KEY'. Errors are application/problem+json.";
            return Task.CompletedTask;
        }).AddSchemaTransformer((schema, context, _) =>
        {
            Type type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(DateTimeOffset))
            {
                (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
            }
            return Task.CompletedTask;
        }));
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // A context brings its types to other options, but not its own options.
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
            options.SerializerOptions.Converters.Add(new InstantJson());
        });
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
    }

    public static void Map(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseMiddleware<KeyGuard>();
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        StatusEndpoints.Map(api.MapGroup("").WithTags("status"));
        AlertEndpoints.Map(api.MapGroup("").WithTags("alerts"));
        EventEndpoints.Map(api.MapGroup("").WithTags("events"));
        SeriesEndpoints.Map(api.MapGroup("").WithTags("series"));
        SliceEndpoints.Map(api.MapGroup("").WithTags("series"));
        SilenceEndpoints.Map(api.MapGroup("").WithTags("silences"));
        SampleEndpoints.Map(api.MapGroup("").WithTags("samples"));
        RuleEndpoints.Map(api.MapGroup("/rules").WithTags("rules"));
        PageEndpoints.Map(app.MapGroup(""));
        HealthEndpoints.Map(app.MapGroup("").WithTags("health"));
        app.MapOpenApi();
    }

    private static void Listen(KestrelServerOptions kestrel, HostSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Api.MaxBodyBytes;
        foreach (ListenAddress url in settings.Urls)
        {
            Action<ListenOptions> configure = listen =>
            {
                if (url.IsHttps)
                {
                    listen.UseHttps(X509Certificate2.CreateFromPemFile(settings.Tls!.Certificate, settings.Tls.Key));
                }
            };
            if (url.Host == "localhost" && url.Port != 0)
            {
                kestrel.ListenLocalhost(url.Port, configure);
            }
            else if (url.Host == "*")
            {
                kestrel.ListenAnyIP(url.Port, configure);
            }
            else
            {
                kestrel.Listen(url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host), url.Port, configure);
            }
        }
    }
}
