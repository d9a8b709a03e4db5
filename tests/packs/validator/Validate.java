import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Reads paths from standard input, a line each, and writes for each a line of JSON: the path, the rules of PDF/UA-1 it breaks. */
public class Validate {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.byFlavourId("ua1");

    public static void main(String[] args) throws Exception {
        // Nothing but JSON goes to standard output, and in UTF-8 whatever the machine's own encoding; what libraries print goes aside.
        PrintStream told = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        ObjectMapper json = new ObjectMapper();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            told.println(json.writeValueAsString(Map.of("path", path, "broken", broken(path))));
        }
    }

    /** The broken rules, sorted, each once. A file that can't be validated has one of its own, so that the others still have their turn. */
    private static TreeSet<String> broken(String path) {
        TreeSet<String> found = new TreeSet<>();
        try (FileInputStream file = new FileInputStream(path);
             PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOUR);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOUR, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    found.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + " " + assertion.getMessage().replaceAll("\\s+", " "));
                }
            }
            if (!result.isCompliant() && found.isEmpty()) {
                found.add("not compliant, for a reason that wasn't told");
            }
        } catch (Exception reason) {
            found.add("can't be validated: " + reason);
        }
        return found;
    }
}
