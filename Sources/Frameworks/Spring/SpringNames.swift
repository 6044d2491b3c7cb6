/// Spring's own names, with their packages.
enum SpringNames {
  static let web = "org.springframework.web.bind.annotation."

  /// Mapping annotations by what they answer; `nil` for the one that names its methods.
  static let mappings: [String: String?] = [
    web + "RequestMapping": nil, web + "GetMapping": "GET", web + "PostMapping": "POST", web + "PutMapping": "PUT",
    web + "DeleteMapping": "DELETE", web + "PatchMapping": "PATCH",
  ]
  static let mappingNames = Set(mappings.keys)
  static let requestMapping: Set<String> = [web + "RequestMapping"]

  static let controllers: Set<String> = [
    "org.springframework.stereotype.Controller", web + "RestController",
  ]
  static let stereotypes: Set<String> = controllers.union([
    "org.springframework.stereotype.Component", "org.springframework.stereotype.Service",
    "org.springframework.stereotype.Repository", "org.springframework.context.annotation.Configuration",
  ])
  static let application: Set<String> = [
    "org.springframework.boot.autoconfigure.SpringBootApplication",
    "org.springframework.boot.autoconfigure.EnableAutoConfiguration",
    "org.springframework.cloud.client.SpringCloudApplication",
  ]
  static let bean: Set<String> = ["org.springframework.context.annotation.Bean"]
  static let feign: Set<String> = [
    "org.springframework.cloud.openfeign.FeignClient", "org.springframework.cloud.netflix.feign.FeignClient",
  ]

  static let security = "org.springframework.security.config."
  static let adapters: Set<String> = [
    security + "annotation.web.configuration.WebSecurityConfigurerAdapter",
    "org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurerAdapter",
  ]
  static let chains: Set<String> = [
    "org.springframework.security.web.SecurityFilterChain",
    "org.springframework.security.web.DefaultSecurityFilterChain",
    "org.springframework.security.web.server.SecurityWebFilterChain",
  ]
  static let customizers: Set<String> = [security + "annotation.web.configuration.WebSecurityCustomizer"]

  static let order: Set<String> = ["org.springframework.core.annotation.Order"]
  static let profile: Set<String> = ["org.springframework.context.annotation.Profile"]
  static let onProperty: Set<String> = [
    "org.springframework.boot.autoconfigure.condition.ConditionalOnProperty"
  ]
  static let properties: Set<String> = ["org.springframework.boot.context.properties.ConfigurationProperties"]
  static let value: Set<String> = ["org.springframework.beans.factory.annotation.Value"]
  static let onExpression: Set<String> = [
    "org.springframework.boot.autoconfigure.condition.ConditionalOnExpression"
  ]
  static let otherConditions: Set<String> = [
    "org.springframework.context.annotation.Conditional",
    "org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean",
    "org.springframework.boot.autoconfigure.condition.ConditionalOnBean",
    "org.springframework.boot.autoconfigure.condition.ConditionalOnClass",
    "org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass",
  ]
}
