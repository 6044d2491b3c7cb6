package shop;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.UUID;
import org.apache.commons.io.FilenameUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
public class Documents {
  private static final Path FOLDER = Paths.get("/srv/documents");

  @GetMapping("/documents")
  public byte[] read(@RequestParam String name) throws IOException {
    return Files.readAllBytes(Paths.get("/srv/documents", name)); // want path-traversal "query"
  }

  @GetMapping("/texts")
  public String text(@RequestParam String name) throws IOException {
    return Files.readString(FOLDER.resolve(name)); // want path-traversal "query"
  }

  @GetMapping("/streams")
  public byte[] stream(@RequestParam String name) throws IOException {
    try (FileInputStream in = new FileInputStream(new File("/srv/documents/" + name))) { // want path-traversal "query"
      return in.readAllBytes();
    }
  }

  @PostMapping("/documents")
  public void upload(@RequestParam MultipartFile file) throws IOException {
    file.transferTo(FOLDER.resolve(file.getOriginalFilename())); // want path-traversal "upload"
  }

  @PostMapping("/safe")
  public void safe(@RequestParam MultipartFile file) throws IOException {
    file.transferTo(FOLDER.resolve(FilenameUtils.getName(file.getOriginalFilename())));
  }

  @PostMapping("/pictures")
  public void picture(@RequestParam MultipartFile file) throws IOException {
    String name = file.getOriginalFilename();
    file.transferTo(FOLDER.resolve(UUID.randomUUID() + name.substring(name.lastIndexOf("."))));
  }

  @GetMapping("/documents/{id}")
  public Resource byId(@PathVariable UUID id) {
    return new FileSystemResource("/srv/documents/" + id + ".pdf");
  }

  @GetMapping("/years/{year}")
  public String year(@PathVariable int year) throws IOException {
    return Files.readString(Paths.get("/srv/years", year + ".txt"));
  }

  @GetMapping("/checked")
  public String checked(@RequestParam String name) throws IOException {
    Path path = FOLDER.resolve(name).normalize();
    if (!path.startsWith(FOLDER)) {
      throw new IllegalArgumentException("name");
    }
    return Files.readString(path);
  }

  @GetMapping("/stripped")
  public String stripped(@RequestParam String name) throws IOException {
    String plain = name.replaceAll("[\\\\/:*?\"<>|]", "");
    return Files.readString(FOLDER.resolve(plain));
  }

  @GetMapping("/emptied")
  public String emptied(@RequestParam String name) throws IOException {
    return Files.readString(FOLDER.resolve(name.replaceAll("[ \t]", ""))); // want path-traversal "query"
  }

  @GetMapping("/below")
  public String below(@RequestParam String name) throws IOException {
    Path path = FOLDER;
    if (name != null) {
      path = path.resolve(name);
      if (!path.normalize().startsWith(FOLDER)) {
        return "";
      }
    }
    return Files.readString(path);
  }
}
