using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

public record ConvertRequest(string Name, int Width);

[ApiController]
[Route("images")]
public class ImagesController : ControllerBase
{
    [HttpPost("convert")]
    public IActionResult Convert([FromBody] ConvertRequest request)
    {
        var process = Process.Start("/bin/sh", $"-c \"convert {request.Name} out.png\""); // want command-injection "body parameter request reaches System.Diagnostics.Process.Start"
        process?.WaitForExit();
        return Ok();
    }

    [HttpPost("info")]
    public IActionResult Info([FromQuery] string file)
    {
        Process.Start(new ProcessStartInfo("bash", "-c 'identify " + file + "'")); // want command-injection "query parameter file reaches"
        return Ok();
    }

    // Arguments that no shell reads.
    [HttpPost("safe")]
    public IActionResult Safe([FromBody] ConvertRequest request)
    {
        var start = new ProcessStartInfo("convert");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(request.Name);
        Process.Start(start);
        return Ok();
    }

    // A number.
    [HttpPost("resize")]
    public IActionResult Resize([FromBody] ConvertRequest request)
    {
        Process.Start("/bin/sh", $"-c \"convert -resize {request.Width} in.png out.png\"");
        return Ok();
    }
}
