namespace Shop;

public static class Settings
{
    public const string StripeKey = "sk_live_4eC39HqLyjWDarjtT1zdp7dcX9Qw2LmT"; // want hardcoded-secret "Stripe"
    private static readonly string JwtSecret = "k8Zq2vX9pL4mT7wR1sB6nH3cY5dF0gJa"; // want hardcoded-secret "JwtSecret"
    public const string TokenName = "access_token";
    public static readonly string ApiKey = Environment.GetEnvironmentVariable("API_KEY") ?? "";
    public const string PasswordField = "password";
}
