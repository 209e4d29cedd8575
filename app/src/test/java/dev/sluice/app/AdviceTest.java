package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are advised to look at, to set and to call is there, and tests try what to do when something breaks. */
final class AdviceTest {
    /** What breaks, as the page of failures has it, and the tests that break it and do what is advised. */
    private static final Map<String, List<String>> TRIED = Map.ofEntries(
            tried("The process is killed", "CrashSimulation.nothingThatWasAnsweredIsLostOrDoubled"),
            tried(
                    "The database is stopped, or does not answer",
                    "OutageTest.databaseThatHangsForLongerThanACommitMayTakeIsSurvived",
                    "LiveSaleTest.aLedgerThatIsAwayMakesTheSaleRefuseAndItRecoversByItself"),
            tried("The demo's own database is stopped", "EmbeddedDatabaseTest.serverThatEndsAloneIsStartedAgain"),
            tried("The database is slow", "MetricsTest.commitsAreTimedAndTheirSizesCounted"),
            tried(
                    "The disk is full",
                    "FailingLedgerTest.aDiskThatIsFullIsWaitedFor",
                    "FailingLedgerTest.aConnectionThatIsNotToBeHadIsWaitedFor"),
            tried(
                    "The database takes no writes",
                    "FailingLedgerTest.aLedgerThatTakesNoWritesIsWaitedFor",
                    "DatabaseTest.amongSeveralHostsTheOneThatTakesWritesIsFound"),
            tried(
                    "The database fails over to its standby",
                    "FailoverTest.nothingThatWasAnsweredIsLostWhereTheStandbyIsWaitedFor",
                    "FailoverTest.whatALedgerThatWentBackHasLostIsForgottenAndTheSaleGoesOn"),
            tried("Rights or tables are missing", "FailingLedgerTest.rightsThatAreTakenAwayAreWaitedFor"),
            tried(
                    "Something that the ledger cannot keep",
                    "FailingLedgerTest.aTextWithANulIsRefusedAndAllOthersAreDecided",
                    "LostReportsTest.whatAProviderTookAndDidNotReportIsTold"),
            tried(
                    "One thing takes the database too long",
                    "FailingLedgerTest.whatSomebodyElseLocksIsDecidedOnceItIsFree",
                    "FailureAdviceTest.everyQueryThatIsToBeAskedIsAnswered"),
            tried(
                    "More come than can be served",
                    "OverloadRouteTest.whoComesNewIsToldToComeBackAndNotAllAtOnce",
                    "OverloadRouteTest.whoLooksPaysOrGivesBackIsServed",
                    "OverloadRouteTest.thereIsRoomAgainWhenOthersWereDecided",
                    "OverloadTest.whoIsInsideIsServedWhileNewcomersAreToldToComeBack"),
            tried("A queue is full", "FullQueueTest.whatFindsTheQueueFullIsRefusedAndWhatIsInItIsDecided"),
            tried(
                    "One sale is stormed",
                    "CommittersTest.aHotSaleTakesTurnsWithTheOthers",
                    "FullQueueTest.whatFindsTheQueueFullIsRefusedAndWhatIsInItIsDecided"),
            tried("Two processes on one ledger", "TwoProcessesTest.whatAProcessLeavesIsTakenOver"),
            tried("The process that owns sales is gone", "TakeoverTest.whoStandsByTakesOverWhatAKilledServerOwned"),
            tried(
                    "A process that is cut off from its database",
                    "SilentProcessTest.whatWasTakenInBeforeAHangIsNotAnsweredFromMemoryAfterIt"),
            tried("A broken invariant", "FailureAdviceTest.aSaleThatBrokeIsAuditedMendedAndLoadedAgain"),
            tried(
                    "Rows that cannot be read",
                    "BadSaleTest.aBadSaleIsBrokenAlone",
                    "FailureAdviceTest.aSaleThatBrokeIsAuditedMendedAndLoadedAgain"),
            tried(
                    "One row that cannot be read, in a sale that goes on",
                    "QuietLogTest.aRowThatCannotBeReadConcernsWhoeverAsksForItAlone"),
            tried(
                    "Something that is due by itself cannot be committed",
                    "FailingLedgerTest.anEndWhoseRowSomebodyLocksIsSetAsideAndTheOthersEnd"),
            tried(
                    "Too much of one kind is asked at once",
                    "BulkheadTest.reportsThatHangHoldUpNobodyWhoBuysPaysLooksOrScrapes"),
            tried("Somebody asks for what does not exist in sales that are over", "MadeUpIdsTest.madeUpIdsLoadNothing"),
            tried(
                    "The clock jumps",
                    "SteadyClockTest.aClockThatIsTrustedAgainIsFollowedWhateverItShows",
                    "FailureAdviceTest.aClockThatIsRightIsTrustedByOrderOfAMerchant"),
            tried(
                    "A payment webhook is lost",
                    "PaymentTest.aPaymentWhoseReportIsLostIsAskedForAtItsProvider",
                    "PaymentTest.aWebhookThatIsSentAgainAfterDaysEndsInATicketOrARefund"),
            tried("A webhook is late", "PaymentTest.aLatePaymentForSoldUnitsIsReturned"),
            tried("A webhook comes twice", "PaymentTest.webhooksThatComeTwiceAndOutOfOrderEndInOneTicket"),
            tried("A buyer pays twice, or a wrong amount", "PaymentTest.eachChargeEndsInTicketsOrInARefund"),
            tried(
                    "A provider refuses a refund for good",
                    "PaymentTest.aRefundThatIsRefusedForGoodWaitsForAPerson",
                    "PaymentTest.aRefundThatAPersonMadeIsSettledByItsWebhook"),
            tried(
                    "Money for a payment that nobody knows",
                    "PaymentTest.moneyForAPaymentThatNobodyKnowsIsKeptAndGoesBack"),
            tried("The payment provider is away", "OtherProviderTest.whileTheProviderIsAwayHoldsAreKept"),
            tried("Messages that nobody delivers", "CourierTest.whatNobodyDeliversIsLeftAloneAndTold"),
            tried("A refund takes its time", "SlowRefundTest.aRefundIsDueUntilItsProviderSaysThatItIsMade"),
            tried("Clients that take no answers", "SlowClientTest.answersThatNobodyReadsCostNoMoreThanTheirBound"),
            tried(
                    "Clients that send slowly or nothing",
                    "SlowClientTest.whereAllAreBusyNewOnesAreToldSoAndHealthIsStillAnswered",
                    "SlowClientTest.oneAddressHasNoMoreThanItsShare"),
            tried(
                    "Clients of HTTP/2 that flood",
                    "StreamsTest.streamsThatAreBegunAndGivenUpEndTheConnection",
                    "StreamsTest.aHeadInEndlessPiecesEndsTheConnection"),
            tried("A certificate that cannot be used", "TlsTest.aNewCertificateIsTakenAndWhatIsNoneIsNot"),
            tried(
                    "A crowd signs in with tokens that were never seen",
                    "BulkheadTest.aCrowdWithFreshTokensIsServedToTheLast"),
            tried("The identity provider does not answer", "PublishedKeysTest.keysThatCannotBeHadAreNotTheTokensFault"),
            tried(
                    "Long bodies that come slowly or all at once",
                    "SlowClientTest.bodiesThatDoNotComeToTheirEndTakeNoMoreThanTheirRoom"),
            tried("Direct memory is exhausted", "AllocationsTest.exhaustedMemoryIsToldOf"),
            tried("A demo's server is left behind", "EmbeddedDatabaseTest.serverThatWasLeftBehindIsTakenOver"));

    private static final Pattern TEST = Pattern.compile("@Test\\s(?:\\s*@.*\\s)*\\s*void (\\w+)\\(");
    private static final Pattern BROKEN = Pattern.compile("(?m)^\\| \\*\\*([^*]+)\\*\\*.*\\|$");

    private static final Path DOCS = SourceTree.ofThisBuild().root().resolve("docs");
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+[a-z]");
    private static final Pattern SETTING = Pattern.compile(
            "`((?:http|overload|ledger|engine|auth|signing|payment|gateway|log)\\.[a-z0-9.-]*[a-z0-9])(?:=[^`]*)?`");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|PATCH|DELETE) /[^` …?]*)(?:\\?[^`]*)?`");

    @Test
    void everyMetricThatIsToBeWatchedIsMeasured() throws IOException {
        Set<String> measured = found(METRIC, text(DOCS.resolve("reference/metrics.md")));
        Set<String> named = found(METRIC, advice()).stream()
                .map(name -> name.replaceAll("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(measured).containsAll(named);
    }

    @Test
    void everySettingThatIsToBeChangedExists() throws IOException {
        Set<String> settings = found(SETTING, text(DOCS.resolve("reference/settings.md")));
        Set<String> named = found(SETTING, advice()).stream()
                .map(name -> name.replaceAll("-file$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(settings).containsAll(named);
    }

    @Test
    void everyRouteThatIsToBeCalledIsThere() throws IOException {
        Set<String> named = found(ROUTE, advice());

        assertThat(named).hasSizeGreaterThan(3);
        assertThat(OpenApi.load().operations().keySet()).containsAll(named);
    }

    @Test
    void whatToDoAboutEverythingThatBreaksIsTried() throws IOException {
        assertThat(TRIED.keySet())
                .containsExactlyInAnyOrderElementsOf(found(BROKEN, text(DOCS.resolve("operating/failures.md"))));
        Set<String> tests = SourceTree.ofThisBuild().sources().stream()
                .filter(SourceTree.Source::test)
                .flatMap(source -> found(TEST, source.text()).stream()
                        .map(method -> source.type().replaceAll(".*\\.", "") + "." + method))
                .collect(Collectors.toSet());
        assertThat(tests)
                .containsAll(TRIED.values().stream().flatMap(List::stream).toList());
    }

    private static Map.Entry<String, List<String>> tried(String what, String... tests) {
        return Map.entry(what, List.of(tests));
    }

    private static String advice() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> pages = Files.list(DOCS.resolve("operating"))) {
            for (Path page : pages.sorted().toList()) {
                all.append(text(page)).append('\n');
            }
        }
        return all.toString();
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page);
    }

    /** The first group of each, or all of it. */
    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(one -> one.groupCount() == 0 ? one.group() : one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
