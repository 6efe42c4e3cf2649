import { withoutColours } from '../text/lines.js';
import { isAtLeast } from './level.js';
import type { LogLine } from './log-line.js';
import { guessLevel } from './parse/guess-level.js';

/** The block of lines that a stream is in: one head and the lines that belong to it. */
type Block = {
	/** The head, if indented lines can belong to it. */
	head: string | undefined;
	/** The kind of trace in which lines without indentation belong to the head as well. */
	trace: 'none' | 'python' | 'python-end' | 'python-again' | 'go' | 'rust';
	wasIndented: boolean;
};

const always =
	/^(?:Caused by: |Suppressed: |at [\w$.<]|\.\.\. \d+ (?:more|common frames)|stack backtrace:|[}\])]+[,;]?$)/;
const traceback = /^Traceback \(most recent call last\):/;
const pythonAgain = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const pythonError = /^(?:\w+\.)*\w+(?::|$)/;
const exception = /^(?:(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error)|System\.\w+(?:\.\w+)*Exception)(?::|$)/;
const goLine = /^(?:goroutine \d+ \[|[\w./*()-]+\(.*\)$|created by |exit status \d|\[signal |\[recovered\])/;
const panic = /^(?:panic: |fatal error: )/;
const rustPanic = /^thread '.+' (?:\(\d+\) )?panicked at /;
const rustNote = /^(?:note: |called `)/;

/**
 * Makes the lines of a log, and finds those that belong to an earlier one. It looks at the beginning of a line only, and
 * follows each stream by itself, because two streams write into the same log.
 */
export class LogReader {
	readonly #blocks: Record<LogLine['stream'], Block> = { stdout: newBlock(), stderr: newBlock() };

	/** @param text Sanitized, with SGR colours. */
	line(stream: LogLine['stream'], time: string, text: string, isCut = false): LogLine {
		const block = this.#blocks[stream];
		if (block.trace === 'none' && isOrdinary(text) && !isPostgresPart(text, block.head)) {
			block.head = text;
			block.wasIndented = false;
			return { stream, time, text, continues: undefined, isCut: isCut || undefined };
		}
		const plain = text.charCodeAt(0) === escapeCode ? withoutColours(text.slice(0, 256)) : text;
		const continues = belongs(plain, block);
		if (continues) {
			goOn(plain, block);
		} else {
			begin(plain, block);
		}
		// Every line has the same properties, so that V8 keeps one shape for all.
		return { stream, time, text, continues: continues || undefined, isCut: isCut || undefined };
	}
}

/** The first characters of lines that may belong to another one, or begin a trace. */
const special = new Set([...' abcdefghijklmnopqrstuvwxyz.CDSTE}])\x1b+'].map(character => character.charCodeAt(0)));

/** Source: PostgreSQL, src/backend/utils/error/elog.c, with the prefix '%m [%p] ' or '%m [%p] %u@%d '. */
const postgresPart =
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \S{2,5} (\[\d+\]) (?:[^\s@]+@\S+ )?(?:DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION): /;

/** Returns true for a line that Postgres has written about the message before it: both have the number of their process. */
function isPostgresPart(text: string, head: string | undefined): boolean {
	// A blank behind the date is rare, and to look for it takes no time.
	if (head === undefined || text.charCodeAt(10) !== blank) {
		return false;
	}
	const pid = postgresPart.exec(text)?.[1];
	return pid !== undefined && head.slice(0, prefixLength).includes(` ${pid} `);
}

/** The head's number of its process is among its first characters. */
const prefixLength = 60;

/** Returns true for a line that begins a block of the usual kind, which most lines do. */
const isOrdinary = (text: string): boolean => text !== '' && !special.has(text.charCodeAt(0));

const escapeCode = 0x1b;
const blank = 0x20;
const newBlock = (): Block => ({ head: undefined, trace: 'none', wasIndented: false });

const isIndented = (text: string): boolean => text.charCodeAt(0) === blank && text.charCodeAt(1) === blank;
const isEmpty = (text: string): boolean => text === '' || (text.charCodeAt(0) === blank && text.trim() === '');

function belongs(text: string, { head, trace, wasIndented }: Block): boolean {
	if (head === undefined) {
		return false;
	}
	if (isEmpty(text)) {
		return trace !== 'none' && trace !== 'rust';
	}
	if (isIndented(text) || always.test(text) || isPostgresPart(text, head)) {
		return true;
	}
	switch (trace) {
		case 'python':
			return wasIndented && pythonError.test(text);
		case 'python-end':
			// Another traceback is another error, unless this line joins them.
			return pythonAgain.test(text);
		case 'python-again':
			return traceback.test(text);
		case 'go':
			return goLine.test(text);
		case 'rust':
			return rustNote.test(text);
		case 'none':
			// Behind the frames of another exception, it is an error of its own.
			return (
				(traceback.test(text) || (exception.test(text) && !wasIndented && !exception.test(head))) &&
				isAtLeast(guessLevel(head), 'warn')
			);
	}
}

function begin(text: string, block: Block): void {
	block.head = isEmpty(text) || text.charCodeAt(0) === blank ? undefined : text;
	block.trace = traceback.test(text) ? 'python' : panic.test(text) ? 'go' : rustPanic.test(text) ? 'rust' : 'none';
	block.wasIndented = false;
}

function goOn(text: string, block: Block): void {
	block.wasIndented = isIndented(text);
	if (traceback.test(text)) {
		block.trace = 'python';
	} else if (block.trace === 'python' && !block.wasIndented && !isEmpty(text)) {
		block.trace = 'python-end';
	} else if (pythonAgain.test(text)) {
		block.trace = 'python-again';
	}
}
