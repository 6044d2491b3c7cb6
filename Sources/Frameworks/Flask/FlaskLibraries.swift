internal import Model

/// Names of Flask and the libraries around it.
enum FlaskLibraries {
  static let apps = connexion.union([
    "flask.Flask", "apiflask.APIFlask", "flask_openapi3.OpenAPI", "quart.Quart",
  ])
  /// Applications with a Flask application inside.
  static let connexion: Set<String> = [
    "connexion.App", "connexion.FlaskApp", "connexion.AsyncApp", "connexion.FlaskApi", "connexion.AioHttpApp",
  ]
  static let blueprints: Set<String> = [
    "flask.Blueprint", "flask_smorest.Blueprint", "apiflask.APIBlueprint", "quart.Blueprint",
    "flask_openapi3.APIBlueprint",
  ]
  static let apis: Set<String> = [
    "flask_restful.Api", "flask_restx.Api", "flask_restplus.Api", "flask_smorest.Api", "flask_restful_swagger_2.Api",
  ]
  static let namespaces: Set<String> = ["flask_restx.Namespace", "flask_restplus.Namespace"]
  static let hosts = apps.union(blueprints).union(apis).union(namespaces)
  /// Base classes whose `register` makes routes of their methods.
  static let classful: Set<String> = ["flask_classful.FlaskView", "flask_classy.FlaskView"]

  private static let required = DecoratorGuards.Library(.required)

  /// Decorators that authenticate.
  static let guards: [String: DecoratorGuards.Library] = {
    var known: [String: DecoratorGuards.Library] = [
      "flask_jwt_extended.jwt_required": .init(.required, optionalWhen: "optional"),
      "flask_jwt_extended.jwt_optional": .init(.optional),
      "flask_praetorian.auth_accepted": .init(.optional),
      "flask_oidc.OpenIDConnect.accept_token": .init(.required, optionalUnless: "require_token"),
      "authlib.integrations.flask_oauth2.ResourceProtector": .init(.required, optionalWhen: "optional"),
    ]
    let plain = [
      "flask_login.login_required", "flask_login.fresh_login_required", "flask_jwt_extended.jwt_refresh_token_required",
      "flask_jwt_extended.fresh_jwt_required", "flask_jwt.jwt_required", "flask_praetorian.auth_required",
      "flask_praetorian.roles_required", "flask_praetorian.roles_accepted", "flask_user.login_required",
      "flask_user.roles_required", "flask_oidc.OpenIDConnect.require_login", "flask_cognito.cognito_auth_required",
      "flask_appbuilder.security.decorators.has_access", "flask_appbuilder.security.decorators.has_access_api",
      "flask_appbuilder.has_access", "flask_appbuilder.security.decorators.protect",
      "flask_principal.Permission.require", "flask_principal.IdentityContext",
      "flask_pyoidc.OIDCAuthentication.oidc_auth", "flask_basicauth.BasicAuth.required",
      "flask_simplelogin.login_required", "flask_jwt_router.required",
    ]
    for name in plain { known[name] = required }
    let security = [
      "auth_required", "login_required", "roles_required", "roles_accepted", "permissions_required",
      "permissions_accepted", "auth_token_required", "http_auth_required",
    ]
    for name in security {
      known["flask_security." + name] = required
      known["flask_security.decorators." + name] = required
    }
    for type in ["HTTPBasicAuth", "HTTPTokenAuth", "HTTPDigestAuth", "MultiAuth", "HTTPAuth"] {
      for module in ["flask_httpauth.", "apiflask.security.", "apiflask."] {
        known["\(module)\(type).login_required"] = .init(.required, optionalWhen: "optional")
        known["apiflask.APIFlask.auth_required"] = required
      }
    }
    for blueprint in blueprints { known[blueprint + ".auth_required"] = required }
    return known
  }()
}
