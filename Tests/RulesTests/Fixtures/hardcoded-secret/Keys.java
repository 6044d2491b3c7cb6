package shop;

public class Keys {
  private static final String ISSUER = "https://auth.example.com";
  private static final String API_KEY = "k8Jq2vXr9TbLw4Zs7Yp1Nc6Md3Hf5Ga0"; // want hardcoded-secret "API_KEY"
  private static final String TOKEN_HEADER = "X-Session-Token";
  private static final String PASSWORD = "changeme";
  private static final String AWS_ACCESS = "AKIAQ3EGRB7VN2KLM4TZ"; // want hardcoded-secret "is written down in AWS_ACCESS"
  private final String secret = System.getenv("BILLING_SECRET");

  public String secret() {
    return secret + ISSUER + API_KEY + TOKEN_HEADER + PASSWORD + AWS_ACCESS;
  }
}
