using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Slugs : IOutboundParameterTransformer
{
    public string TransformOutbound(object value) =>
        Regex.Replace(value.ToString(), "([a-z])([A-Z])", "$1-$2").ToLower();
}

[Route("[controller]/[action]")]
public class GiftCardsController : Controller
{
    [HttpGet] // $ endpoint="GET /gift-cards/all-open" auth=none
    public IActionResult AllOpen() => View();

    [HttpGet("Plain")] // $ endpoint="GET /gift-cards/one/Plain" auth=none
    public IActionResult One() => View();
}
