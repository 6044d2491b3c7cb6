internal import Source
import Model
import Pipeline
import Testing

/// What facts say of libraries of C#, where names alone would not show it: methods that extend texts, interfaces that a
/// library implements, builders, aliases.
@Suite struct CSharpLibraryTests {
  private func effects(_ file: String) throws -> [Effect] {
    let folder = try TemporaryFolder(["Desk.cs": file])
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend.effects
  }

  private func calls(_ file: String) throws -> [String] {
    try effects(file).compactMap { effect in
      guard case .outbound(let call) = effect.kind else { return nil }
      let limit: String
      switch call.timeout {
      case .libraryDefault(let seconds), .set(let seconds?): limit = "\(Int(seconds))"
      case .none: limit = "none"
      default: limit = "?"
      }
      return "\(call.method) \(limit)"
    }
  }

  @Test func flurlExtendsTexts() throws {
    let found = try calls(
      """
      using Flurl;
      using Flurl.Http;
      namespace Shop;
      public class Desk
      {
        private readonly string _address;
        public async Task Go(Uri other)
        {
          await "https://a.example.com/x".GetJsonAsync<string>();
          await _address.AppendPathSegment("y").WithHeader("a", "b").PostJsonAsync(new { });
          await (_address + "/z").GetJsonAsync<string>();
        }
      }
      """)
    #expect(found == ["GET 100", "POST 100", "GET 100"])
  }

  @Test func refitWritesTheMethodsOfInterfaces() throws {
    let found = try calls(
      """
      using Refit;
      namespace Shop;
      public interface IRates
      {
        [Get("/rates")] Task<string> All();
        [Post("/rates")] Task Add([Body] string rate);
      }
      public class Desk(IRates rates)
      {
        public async Task Go() { await rates.All(); await rates.Add("EUR"); }
      }
      """)
    #expect(found == ["GET 100", "POST 100"])
  }

  @Test func storesOfObjectsAnswerOverTheNetwork() throws {
    let found = try calls(
      """
      using Amazon.S3;
      using Azure.Storage.Blobs;
      namespace Shop;
      public class Desk(IAmazonS3 files, BlobServiceClient blobs)
      {
        public async Task Go()
        {
          await files.PutObjectAsync(null);
          await blobs.GetBlobContainerClient("a").GetBlobClient("b").UploadAsync("c");
        }
      }
      """)
    #expect(found == ["PUT 100", "PUT 100"])
  }

  @Test func brokersAndJobsArePublishedTo() throws {
    let found = try effects(
      """
      using Confluent.Kafka;
      using Hangfire;
      using MassTransit;
      using RabbitMQ.Client;
      namespace Shop;
      public class Desk(IProducer<string, string> producer, IPublishEndpoint bus, IBackgroundJobClient jobs)
      {
        public async Task Go(ConnectionFactory factory)
        {
          await producer.ProduceAsync("orders", null);
          await bus.Publish(new { });
          jobs.Enqueue(() => Console.WriteLine("later"));
          using var connection = await factory.CreateConnectionAsync();
          using var channel = await connection.CreateChannelAsync();
          await channel.BasicPublishAsync("", "shipped", null);
        }
      }
      """
    ).compactMap { effect -> String? in
      switch effect.kind {
      case .publish(let topic): "publish \(topic)"
      case .enqueue: "enqueue"
      case .connect: "connect"
      default: nil
      }
    }
    #expect(found == ["publish orders", "publish ", "enqueue", "connect", "publish shipped"])
  }
}
