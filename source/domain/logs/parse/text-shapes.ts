/**
 * The shapes of plain log lines. The group `time`, `level` and `msg` have their place in the shown line, and every other group is
 * a field under its name. A shape matches only if its `level` is the name of a level. Every pattern is anchored, and none has two
 * parts that can match the same text next to each other, so that a long line costs no more than its length.
 */
const iso = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?`;
const clock = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const caps = '[A-Z]{3,11}';

const shape = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

/** The shapes by the kind of character with which they begin, so that few of them are tried for a line. */
const shapesFromDigit: readonly RegExp[] = [
	// nginx error log
	shape(String.raw`(?<time>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(?<level>\w+)\] (?<pid>\d+#\d+): (?<msg>.*)`),
	// Redis and Valkey
	shape(
		String.raw`(?<pid>\d+):(?<role>[XCSM]) (?<time>\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d+) (?<redis>[.\-*#]) (?<msg>.*)`,
	),
	// MySQL 8, MariaDB
	shape(
		String.raw`(?<time>${iso}) +(?<thread>\d+) \[(?<level>[A-Z]\w+)\] (?:\[(?<code>MY-\d+)\] )?(?:\[(?<subsystem>\w+)\] )?(?<msg>.*)`,
	),
	// Spring Boot
	shape(
		String.raw`(?<time>${iso}) +(?<level>${caps}) (?<pid>\d+) --- (?:\[(?<app>[^\]]*)\] )?\[ *(?<thread>[^\]]*)\] (?<logger>\S+) *: (?<msg>.*)`,
	),
	// Logback and Log4j: %d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg
	shape(
		String.raw`(?<time>${iso}|${clock}) \[(?<thread>[^\]]*)\] (?<level>${caps}) +(?<logger>[\w.$/-]+)(?: --?|:) (?<msg>.*)`,
	),
	// Logback and Log4j with the level first: %d %-5level [%thread] %logger - %msg
	shape(
		String.raw`(?<time>${iso}|${clock}) +(?<level>${caps}) +\[(?<thread>[^\]]*)\] (?<logger>[\w.$/-]+)(?: --?|:) (?<msg>.*)`,
	),
	// Log4j without a thread: %d %-5p %c:%L - %m
	shape(
		String.raw`(?<time>${iso}|${clock}) +(?<level>${caps}) +(?<logger>[\w$]+(?:\.[\w$]+)+|[\w$]+(?=:\d))(?::(?<line>\d+))? - (?<msg>.*)`,
	),
	// Quarkus and WildFly
	shape(
		String.raw`(?<time>${iso}|${clock}) (?<level>${caps}) +\[(?<logger>[\w.$/-]+)\] \((?<thread>[^)]*)\) (?<msg>.*)`,
	),
	// Python: %(asctime)s - %(name)s - %(levelname)s - %(message)s, and loguru
	shape(String.raw`(?<time>${iso}) - (?<logger>[\w.-]+) - (?<level>${caps}) - (?<msg>.*)`),
	shape(String.raw`(?<time>${iso}) \| (?<level>${caps}) +\| (?<caller>\S+) - (?<msg>.*)`),
	// RabbitMQ
	shape(String.raw`(?<time>${iso}) \[(?<level>[a-z]+)\] (?<process><[\d.]+>) (?<msg>.*)`),
	// hclog (Vault, Consul, Nomad)
	shape(String.raw`(?<time>${iso}) \[(?<level>${caps})\] +(?:(?<logger>[\w.-]+): )?(?<msg>.*)`),
	// PostgreSQL: log_line_prefix '%m [%p] ' and '%m [%p] %u@%d '
	shape(
		String.raw`(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? (?:[A-Z]{2,5}|[+-]\d\d)) \[(?<pid>\d+)\] (?:(?<user>[^\s@]+)@(?<database>\S+) )?(?<level>[A-Z]+\d?): +(?<msg>.*)`,
	),
	// zap's development encoder, with its tabs expanded
	shape(
		String.raw`(?<time>${iso}) +(?<level>${caps}) +(?:(?<logger>[\w-]+(?:\.[\w-]+)*) +)?(?<caller>[\w.@-]+(?:/[\w.@-]+)+\.\w+:\d+|[\w-]+\.go:\d+) +(?<msg>.*)`,
	),
	// Rust's tracing, zerolog's console, and other lines that begin with a time and a level
	shape(String.raw`(?<time>${iso}|${clock}) +(?<level>${caps}) +(?:(?<logger>\w+(?:::\w+)+): )?(?<msg>.*)`),
];

const shapesFromBracket: readonly RegExp[] = [
	// Apache error log
	shape(
		String.raw`\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d+ \d{4})\] \[(?<module>\w*):(?<level>[a-z]+)\d?\] \[pid (?<pid>[^\]]+)\] (?:\[client (?<client>[^\]]+)\] )?(?<msg>.*)`,
	),
	// log4j: [%d] %p %m (%c), as Kafka and ZooKeeper write it
	shape(String.raw`\[(?<time>${iso})\] (?<level>${caps}) (?<msg>.*)`),
	// Elasticsearch: [time][LEVEL][logger] [node] msg
	shape(String.raw`\[(?<time>${iso})\]\[(?<level>${caps}) *\]\[(?<logger>[^\] ]+) *\] \[(?<node>[^\]]+)\] ?(?<msg>.*)`),
	// log4js
	shape(String.raw`\[(?<time>${iso})\] \[(?<level>${caps})\] (?<logger>\S+) - (?<msg>.*)`),
	// gunicorn
	shape(String.raw`\[(?<time>${iso})\] \[(?<pid>\d+)\] \[(?<level>${caps})\] (?<msg>.*)`),
	// Celery
	shape(String.raw`\[(?<time>${iso}): (?<level>${caps})/(?<process>[\w-]+)\] (?<msg>.*)`),
	// Monolog
	shape(String.raw`\[(?<time>${iso})\] (?<channel>[\w-]+)\.(?<level>${caps}): (?<msg>.*?)(?: \[\]){0,2}`),
	// PHP-FPM
	shape(String.raw`\[(?<time>\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d)\] (?<level>${caps}): (?<msg>.*)`),
	// env_logger: [time LEVEL module] msg
	shape(String.raw`\[(?<time>${iso}) (?<level>${caps}) +(?<logger>[\w:]+)\] (?<msg>.*)`),
	// Serilog's console
	shape(String.raw`\[(?<time>${clock}) (?<level>[A-Z]{3})\] (?<msg>.*)`),
];

const shapesFromAngle: readonly RegExp[] = [
	// RFC 5424, and RFC 3164 as sd-daemon(3) and syslog write it
	shape(
		String.raw`<(?<priority>\d{1,3})>1 (?<time>\S+) (?<host>\S+) (?<unit>\S+) (?<pid>\S+) (?<id>\S+) (?<data>-|\[[^\]]*\]) ?(?<msg>.*)`,
	),
	shape(
		String.raw`<(?<priority>\d{1,3})>(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) (?<host>\S+) (?<unit>[^\s[:]+)(?:\[(?<pid>\d+)\])?: (?<msg>.*)`,
	),
	shape(String.raw`<(?<priority>\d{1,3})>(?<msg>.*)`),
];

const shapesFromWord: readonly RegExp[] = [
	// klog: k8s.io/klog, "Lmmdd hh:mm:ss.uuuuuu threadid file:line] msg"
	shape(
		String.raw`(?<level>[IWEF])(?<time>\d{4} \d\d:\d\d:\d\d\.\d{1,9}) +(?<pid>\d+) (?<caller>[^\s\]]+:\d+)\] (?<msg>.*)`,
	),
	// journalctl --output=short
	shape(
		String.raw`(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) (?<host>\S+) (?<unit>[^\s[:]+)(?:\[(?<pid>\d+)\])?: (?<msg>.*)`,
	),
	// Python: logging.BASIC_FORMAT
	shape(String.raw`(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<logger>[\w.]+):(?<msg>.*)`),
	// uvicorn
	shape('(?<level>TRACE|DEBUG|INFO|WARNING|ERROR|CRITICAL): {2,}(?<msg>.*)'),
	// Ruby's Logger, Rails
	shape(String.raw`[DIWEFA], \[(?<time>\S+) #(?<pid>\d+)\] +(?<level>[A-Z]+) -- (?<logger>[^:]*): (?<msg>.*)`),
	// logrus in a terminal
	shape(String.raw`(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?<elapsed>\d+)\] (?<msg>.*)`),
	// .NET's console logger
	shape(String.raw`(?<level>trce|dbug|info|warn|fail|crit): (?<logger>[\w.]+)\[(?<event>\d+)\](?<msg>)`),
];

const noShapes: readonly RegExp[] = [];

/** The shapes that a line may have, by its first character. */
export function shapesOf(text: string): readonly RegExp[] {
	const first = text.charCodeAt(0);
	if (first >= 0x30 && first <= 0x39) {
		return shapesFromDigit;
	}
	if (first === 0x5b) {
		return shapesFromBracket;
	}
	if (first === 0x3c) {
		return shapesFromAngle;
	}
	return (first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a) ? shapesFromWord : noShapes;
}

/** The text between two quotes. One step for all characters up to an escape takes half the time of one for each. */
const quotedText = String.raw`[^"\\]*(?:\\.[^"\\]*)*`;

/** Access logs of nginx and Apache, common and combined, with the time of a request at the end. */
export const accessShape = shape(
	String.raw`(?:(?<client>\S+) (?<ident>\S+) (?<user>\S+) )?\[(?<time>\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|\d\d/\w{3}/\d{4} \d\d:\d\d:\d\d)\] "(?<request>${quotedText})" (?<status>\d{3}) (?<bytes>\d+|-)(?: "(?<referer>${quotedText})" "(?<agent>${quotedText})")?(?<rest>.*)`,
);

/** Returns false for a line that is no access log. It is cheap. */
export const isMaybeAccess = (text: string): boolean => text.includes('] "');

/** All shapes of plain text. */
export const allShapes: readonly RegExp[] = [
	...shapesFromDigit,
	...shapesFromBracket,
	...shapesFromAngle,
	...shapesFromWord,
	accessShape,
];
