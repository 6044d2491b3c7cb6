package shop;

import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Tools {
  @PostMapping("/convert")
  public void convert(@RequestParam String name) throws IOException {
    Runtime.getRuntime().exec("convert " + name + " out.png"); // want command-injection "query"
  }

  @PostMapping("/shell")
  public void shell(@RequestParam String name) throws IOException {
    new ProcessBuilder("sh", "-c", "convert " + name + " out.png").start(); // want command-injection "query"
  }

  @PostMapping("/list")
  public void list(@RequestParam String name) throws IOException {
    new ProcessBuilder("convert", "--", name, "out.png").start();
  }

  @PostMapping("/array")
  public void array(@RequestParam String name) throws IOException {
    Runtime.getRuntime().exec(new String[] {"convert", "--", name, "out.png"});
  }

  @PostMapping("/page")
  public void page(@RequestParam int page) throws IOException {
    Runtime.getRuntime().exec("convert in.pdf[" + page + "] out.png");
  }
}
