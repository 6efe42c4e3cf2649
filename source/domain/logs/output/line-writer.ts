import { cellWidth } from '../../text/cell-width.js';
import type { Line, Role } from '../../text/line.js';
import { withoutColours } from '../../text/lines.js';
import type { LogLine } from '../log-line.js';
import { guessLevel } from '../parse/guess-level.js';
import type { LogRecord } from '../parse/log-record.js';
import { parseLogLine } from '../parse/parse-line.js';
import { prettyLine, prettyText } from '../parse/pretty-line.js';
import { nameColour } from '../source-names.js';

/** Structured lines as sentences, lines as they were written, or one JSON object for each line. */
export type OutputFormat = 'pretty' | 'raw' | 'json';

export type OutputStyle = {
	readonly format: OutputFormat;
	/** The name of the container in front of each line. JSON always has it. */
	readonly hasPrefix: boolean;
	/** The engine's stamp in front of each line. JSON always has it. */
	readonly hasStamp: boolean;
	readonly hasColours: boolean;
};

/** A container whose lines are written. */
export type OutputSource = {
	readonly name: string;
	/** The name in front of its lines. */
	readonly prefix: string;
	readonly project?: string | undefined;
	readonly service?: string | undefined;
};

/** SGR parameters of the roles that a sentence has, from the sixteen colours that every terminal and theme defines. */
const sgrOf: Readonly<Partial<Record<Role, string>>> = { dim: '2', accent: '36', warn: '33', bad: '31' };

const painted = (text: string, sgr: string): string => `\x1b[${sgr}m${text}\x1b[0m`;

const paintedLine = (line: Line): string =>
	line
		.map(({ text, role }) => {
			const sgr = role === undefined ? undefined : sgrOf[role];
			return sgr === undefined ? text : painted(text, sgr);
		})
		.join('');

/** The text as it was written. Its own colours end with the line. */
const written = (text: string, hasColours: boolean): string =>
	hasColours && text.includes('\x1b') ? `${text}\x1b[0m` : withoutColours(text);

/** The parts of a structured line of a container. */
const recordOf = ({ text, isNote }: LogLine): LogRecord | undefined => (isNote ? undefined : parseLogLine(text));

function sentence(line: LogLine, hasColours: boolean): string {
	const { text, time } = line;
	const record = recordOf(line);
	const words = record === undefined ? '' : prettyText(record, time);
	if (record === undefined || words === '') {
		return written(text, hasColours);
	}
	return hasColours ? paintedLine(prettyLine(record, time)) : words;
}

/** A line for programs. `line` is the text as it was written, without colours. */
function jsonLine(line: LogLine, source: OutputSource | undefined): string {
	const { stream, time, text, isCut, isNote } = line;
	const record = recordOf(line);
	return JSON.stringify({
		time: time === '' ? null : time,
		container: source?.name ?? null,
		project: source?.project ?? null,
		service: source?.service ?? null,
		stream,
		level: record?.level ?? (isNote ? null : (guessLevel(text) ?? null)),
		message: record === undefined ? withoutColours(text) : record.message,
		line: withoutColours(text),
		...(isCut && { cut: true }),
		...(isNote && { note: true }),
	});
}

/** Returns a function that writes a line of one of the sources, with its line end. */
export function lineWriter(
	sources: ReadonlyMap<string, OutputSource>,
	{ format, hasPrefix, hasStamp, hasColours }: OutputStyle,
): (line: LogLine) => string {
	const cells = Math.max(0, ...[...sources.values()].map(({ prefix }) => cellWidth(prefix)));
	const prefixes = new Map<string, string>();
	for (const [id, { prefix }] of sources) {
		const text = `${prefix}${' '.repeat(cells - cellWidth(prefix))} |`;
		prefixes.set(id, `${hasColours ? painted(text, nameColour(prefix)) : text} `);
	}
	return line => {
		const source = sources.get(line.source ?? '');
		if (format === 'json') {
			return `${jsonLine(line, source)}\n`;
		}
		const prefix = hasPrefix ? (prefixes.get(line.source ?? '') ?? '') : '';
		const stamp = hasStamp && line.time !== '' ? `${hasColours ? painted(line.time, '2') : line.time} ` : '';
		const text = format === 'raw' ? written(line.text, hasColours) : sentence(line, hasColours);
		return `${prefix}${stamp}${text}\n`;
	};
}
