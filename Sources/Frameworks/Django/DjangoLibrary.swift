internal import Model

/// What Django's, Django REST framework's and other libraries' own classes and decorators do.
enum DjangoLibrary {
  /// Methods of HTTP that class-based views may serve; HEAD and OPTIONS are answered by themselves.
  static let verbs = ["get", "post", "put", "patch", "delete"]

  private static let crud = ["list", "create", "retrieve", "update", "partial_update", "destroy"]

  /// Methods that library classes define, by the class's own name.
  private static let methods: [String: [String]] = [
    // django.views.generic
    "TemplateView": ["get"], "RedirectView": ["get", "post", "put", "patch", "delete"], "ListView": ["get"],
    "DetailView": ["get"], "FormView": ["get", "post", "put"], "CreateView": ["get", "post", "put"],
    "UpdateView": ["get", "post", "put"], "DeleteView": ["get", "post", "delete"],
    "ProcessFormView": ["get", "post", "put"], "BaseFormView": ["get", "post", "put"],
    "BaseCreateView": ["get", "post", "put"], "BaseUpdateView": ["get", "post", "put"],
    "BaseListView": ["get"], "BaseDetailView": ["get"], "BaseDeleteView": ["get", "post", "delete"],
    "DeletionMixin": ["post", "delete"], "ArchiveIndexView": ["get"], "YearArchiveView": ["get"],
    "MonthArchiveView": ["get"], "WeekArchiveView": ["get"], "DayArchiveView": ["get"], "TodayArchiveView": ["get"],
    "DateDetailView": ["get"],
    // django.contrib.auth.views and django-allauth
    "LoginView": ["get", "post", "put"], "LogoutView": ["post"], "PasswordChangeView": ["get", "post", "put"],
    "PasswordResetView": ["get", "post", "put"], "PasswordResetConfirmView": ["get", "post", "put"],
    "PasswordChangeDoneView": ["get"], "PasswordResetDoneView": ["get"], "PasswordResetCompleteView": ["get"],
    "SignupView": ["get", "post", "put"], "ConfirmEmailView": ["get", "post"],
    "JavaScriptCatalog": ["get"], "JSONCatalog": ["get"],
    // rest_framework.mixins
    "CreateModelMixin": ["create"], "ListModelMixin": ["list"], "RetrieveModelMixin": ["retrieve"],
    "UpdateModelMixin": ["update", "partial_update"], "DestroyModelMixin": ["destroy"],
    // rest_framework.generics
    "CreateAPIView": ["post", "create"], "ListAPIView": ["get", "list"], "RetrieveAPIView": ["get", "retrieve"],
    "DestroyAPIView": ["delete", "destroy"], "UpdateAPIView": ["put", "patch", "update", "partial_update"],
    "ListCreateAPIView": ["get", "post", "list", "create"],
    "RetrieveUpdateAPIView": ["get", "put", "patch", "retrieve", "update", "partial_update"],
    "RetrieveDestroyAPIView": ["get", "delete", "retrieve", "destroy"],
    "RetrieveUpdateDestroyAPIView": [
      "get", "put", "patch", "delete", "retrieve", "update", "partial_update", "destroy",
    ],
    // rest_framework.viewsets
    "ModelViewSet": crud, "ReadOnlyModelViewSet": ["list", "retrieve"],
    // Others of the framework and of its libraries
    "APIRootView": ["get"], "ObtainAuthToken": ["post"], "TokenViewBase": ["post"], "TokenObtainPairView": ["post"],
    "TokenRefreshView": ["post"], "TokenVerifyView": ["post"], "TokenBlacklistView": ["post"],
    "TokenObtainSlidingView": ["post"], "TokenRefreshSlidingView": ["post"], "SpectacularAPIView": ["get"],
    "SpectacularSwaggerView": ["get"], "SpectacularRedocView": ["get"], "SpectacularJSONAPIView": ["get"],
    "SpectacularYAMLAPIView": ["get"], "SocialLoginView": ["post"], "RegisterView": ["post"],
    "VerifyEmailView": ["get", "post"],
    "BulkModelViewSet": crud + ["bulk_update", "partial_bulk_update", "bulk_destroy"],
    "BulkCreateModelMixin": ["create"], "BulkUpdateModelMixin": ["bulk_update", "partial_bulk_update"],
    "BulkDestroyModelMixin": ["bulk_destroy"],
  ]

  /// The methods that a library class, by its canonical name, gives to what descends from it.
  static func methods(of canonical: String) -> [String] {
    let name = last(canonical)
    if let known = methods[name] { return known }
    // Libraries' own generic views mostly say by their names what they are.
    for (ending, verbs) in [
      ("CreateView", ["get", "post", "put"]), ("UpdateView", ["get", "post", "put"]),
      ("FormView", ["get", "post", "put"]), ("DeleteView", ["get", "post", "delete"]), ("ListView", ["get"]),
      ("DetailView", ["get"]), ("TemplateView", ["get"]),
    ] where name.hasSuffix(ending) { return verbs }
    return []
  }

  static func last(_ canonical: String) -> String { canonical.split(separator: ".").last.map(String.init) ?? "" }

  /// Whether a library's class is one of Django REST framework's views, or builds on them.
  static func isREST(_ canonical: String) -> Bool {
    guard !canonical.hasPrefix("rest_framework.permissions") else { return false }
    let packages = [
      "rest_framework.", "rest_framework_", "djoser.", "dj_rest_auth.", "drf_", "rest_auth.", "knox.",
      "rest_flex_fields.",
    ]
    return packages.contains { canonical.hasPrefix($0) }
  }

  /// Whether a library's class stands for Django's generic views.
  static func isView(_ canonical: String) -> Bool {
    canonical.hasPrefix("django.views.") || canonical.hasPrefix("django.contrib.auth.views.")
      || canonical.hasSuffix("View")
  }

  /// Views of libraries that anyone may call.
  static func isOpen(_ canonical: String) -> Bool {
    let names: Set<String> = [
      "TemplateView", "RedirectView", "ObtainAuthToken", "obtain_auth_token", "TokenObtainPairView", "TokenRefreshView",
      "TokenVerifyView", "TokenBlacklistView", "TokenObtainSlidingView", "TokenRefreshSlidingView", "LoginView",
      "LogoutView", "PasswordResetView", "PasswordResetConfirmView", "PasswordResetDoneView",
      "PasswordResetCompleteView", "JavaScriptCatalog", "JSONCatalog", "SignupView", "RegisterView",
    ]
    return names.contains(last(canonical))
  }

  /// Mixins of libraries that refuse callers who are not logged in.
  static func isLoginMixin(_ canonical: String) -> Bool {
    let names: Set<String> = [
      "LoginRequiredMixin", "PermissionRequiredMixin", "SuperuserRequiredMixin", "StaffuserRequiredMixin",
      "MultiplePermissionsRequiredMixin", "GroupRequiredMixin", "AnyPermissionRequiredMixin", "RoleRequiredMixin",
    ]
    return names.contains(last(canonical))
  }

  /// Decorators that guard.
  static let guards: [String: DecoratorGuards.Library] = [
    "django.contrib.auth.decorators.login_required": .init(.required),
    "django.contrib.auth.decorators.permission_required": .init(.required),
    "django.contrib.auth.decorators.login_not_required": .init(.none),
    "django.contrib.admin.views.decorators.staff_member_required": .init(.required),
    "rest_framework.decorators.permission_classes": .init(.none),
    "rest_framework.decorators.authentication_classes": .init(.none),
    "rest_framework.decorators.throttle_classes": .init(.none),
    "rest_framework.decorators.action": .init(.none), "rest_framework.decorators.api_view": .init(.none),
    "ninja.decorators.decorate_view": .init(.none),
    "guardian.decorators.permission_required": .init(.required),
    "guardian.decorators.permission_required_or_403": .init(.required),
    "guardian.decorators.permission_required_or_404": .init(.required),
    "rules.contrib.views.permission_required": .init(.required),
    "django_otp.decorators.otp_required": .init(.required),
    "oauth2_provider.decorators.protected_resource": .init(.required),
    "oauth2_provider.decorators.rw_protected_resource": .init(.required),
    "django.views.decorators.debug.sensitive_post_parameters": .init(.none),
    "django.views.decorators.vary.vary_on_headers": .init(.none),
  ]

  /// Functions of libraries that serve files or pages, not worth an endpoint of the project's.
  static func isServing(_ canonical: String) -> Bool {
    canonical.hasPrefix("django.contrib.sitemaps") || canonical.hasPrefix("django.contrib.staticfiles")
      || canonical.hasPrefix("django.views.static") || canonical.hasPrefix("django.contrib.admin")
      || canonical.hasPrefix("debug_toolbar")
      || canonical.hasPrefix("django.views.i18n") || canonical.hasPrefix("drf_yasg")
  }
}
