import { withoutColours } from '../text/lines.js';
import { guessLevel } from './guess-level.js';
import { isAtLeast, type Level } from './level.js';
import type { LogLine } from './log-line.js';

/** The block of lines that a stream is in: one head and the lines that belong to it. */
type Block = {
	/** True after a line that indented lines can belong to. */
	readonly isOpen: boolean;
	readonly level: Level | undefined;
	/** The kind of trace in which lines without indentation belong to the head as well. */
	readonly trace: 'none' | 'python' | 'python-end' | 'go' | 'rust';
	readonly wasIndented: boolean;
};

const noBlock: Block = { isOpen: false, level: undefined, trace: 'none', wasIndented: false };

const always =
	/^(?:Caused by: |Suppressed: |at [\w$.<]|\.\.\. \d+ (?:more|common frames)|stack backtrace:|[}\])]+[,;]?$)/;
const traceback = /^Traceback \(most recent call last\):|^ {2}\+ Exception Group Traceback/;
const pythonAgain = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const pythonError = /^(?:\w+\.)*\w+(?::|$)/;
const exception = /^(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error)(?::|$)|^System\.\w+(?:\.\w+)*Exception:/;
const goLine = /^(?:goroutine \d+ \[|[\w./*()-]+\(.*\)$|created by |exit status \d|\[signal |\[recovered\])/;
const panic = /^(?:panic: |fatal error: )/;
const rustPanic = /^thread '.+' (?:\(\d+\) )?panicked at /;

/**
 * Makes the lines of a log: finds the level of each, and the lines that belong to an earlier one. It looks at the beginning of
 * a line only, and follows each stream by itself, because two streams write into the same log.
 */
export class LogReader {
	readonly #blocks: Record<LogLine['stream'], Block> = { stdout: noBlock, stderr: noBlock };

	/** @param text Sanitized, with SGR colours. */
	line(stream: LogLine['stream'], time: string, text: string, isCut = false): LogLine {
		const block = this.#blocks[stream];
		const plain = text.charCodeAt(0) === 0x1b ? withoutColours(text.slice(0, 256)) : text;
		const continues = belongs(plain, block);
		const level = continues ? undefined : guessLevel(text);
		this.#blocks[stream] = continues ? continued(plain, block) : begun(plain, level);
		// Every line has the same properties, so that V8 keeps one shape for all.
		return { stream, time, text, level, continues: continues || undefined, isCut: isCut || undefined };
	}
}

const isIndented = (text: string): boolean => text.startsWith('  ');

function belongs(text: string, block: Block): boolean {
	if (!block.isOpen) {
		return false;
	}
	if (text === '' || text.trim() === '') {
		return block.trace !== 'none' && block.trace !== 'rust';
	}
	if (isIndented(text) || always.test(text)) {
		return true;
	}
	switch (block.trace) {
		case 'python':
			return block.wasIndented && pythonError.test(text);
		case 'python-end':
			return pythonAgain.test(text) || traceback.test(text);
		case 'go':
			return goLine.test(text);
		case 'rust':
			return /^note: |^called `/.test(text);
		case 'none':
			return isAtLeast(block.level, 'warn') && (traceback.test(text) || exception.test(text));
	}
}

const begun = (text: string, level: Level | undefined): Block => ({
	isOpen: text.trim() !== '' && !text.startsWith(' '),
	level,
	trace: traceback.test(text) ? 'python' : panic.test(text) ? 'go' : rustPanic.test(text) ? 'rust' : 'none',
	wasIndented: false,
});

function continued(text: string, block: Block): Block {
	const wasIndented = isIndented(text);
	if (traceback.test(text)) {
		return { ...block, trace: 'python', wasIndented };
	}
	const isEnd = block.trace === 'python' && !wasIndented && text.trim() !== '';
	const trace = isEnd ? 'python-end' : block.trace;
	return trace === block.trace && wasIndented === block.wasIndented ? block : { ...block, trace, wasIndented };
}
