import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.http.HttpServerTransport;

/** One loopback node: Node FOLDER PID. Writes its address to FOLDER/url, and ends with the process PID. */
public class Node {
    public static void main(String[] given) throws Exception {
        Path folder = Path.of(given[0]);
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", "0");
            settings.put("transport.port", "0");
            settings.put("discovery.type", "single-node");
            settings.putList("discovery.seed_hosts");
            settings.put("node.processors", "1");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            settings.put("action.auto_create_index", "false");
        }).build(newConfigs().basePath(folder.resolve("data").toString()).numOfNode(1).useLogger());
        HttpServerTransport http = runner.node().injector().getInstance(HttpServerTransport.class);
        int port = http.boundAddress().publishAddress().getPort();
        Path unfinished = Files.writeString(folder.resolve("url.new"), "http://127.0.0.1:" + port);
        Files.move(unfinished, folder.resolve("url"), StandardCopyOption.ATOMIC_MOVE);
        ProcessHandle.of(Long.parseLong(given[1])).ifPresent(parent -> parent.onExit().join());
        runner.close();
        System.exit(0);
    }
}
