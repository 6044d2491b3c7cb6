using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

[ApiController]
[Route("tokens")]
public class TokensController : ControllerBase
{
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _parameters;

    public TokensController(SigningCredentials credentials, TokenValidationParameters parameters)
    {
        _credentials = credentials;
        _parameters = parameters;
    }

    [HttpGet("who")]
    public string Who([FromHeader] string authorization)
    {
        var token = new JwtSecurityTokenHandler().ReadJwtToken(authorization); // want unsafe-token "does not check the token's signature"
        return token.Subject;
    }

    [HttpPost]
    public string Issue([FromQuery] string user)
    {
        var token = new JwtSecurityToken("shop", "shop", new[] { new Claim("sub", user) }, signingCredentials: _credentials); // want unsafe-token "never expires"
        return new JwtSecurityTokenHandler().WriteToken(token);
    }

    [HttpPost("short")]
    public string IssueShort([FromQuery] string user)
    {
        var token = new JwtSecurityToken(
            "shop", "shop", new[] { new Claim("sub", user) }, expires: DateTime.UtcNow.AddMinutes(15), signingCredentials: _credentials);
        return new JwtSecurityTokenHandler().WriteToken(token);
    }

    [HttpGet("checked")]
    public string Checked([FromHeader] string authorization)
    {
        var principal = new JwtSecurityTokenHandler().ValidateToken(authorization, _parameters, out _);
        return principal.Identity?.Name ?? "";
    }
}
