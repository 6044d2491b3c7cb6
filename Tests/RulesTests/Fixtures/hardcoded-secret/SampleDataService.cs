namespace Shop;

// What a demonstration starts with.
public static class SampleDataService
{
    public const string InternalApiKey = "Zq8v2mX9pT4wR1sB6nH3cY5dF0gJk7Lx";
}
