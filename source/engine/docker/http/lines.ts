import type { LogLine } from '../../../domain/logs/log-line.js';
import { LogReader } from '../../../domain/logs/log-reader.js';
import { sanitizeLog } from '../../../domain/text/sanitize.js';
import { type Frame, StdCopyReader } from './stdcopy.js';

const maxLineBytes = 64 * 1024;
const cutMark = ' … [line cut at 64 KiB]';
const newlineByte = 10;
const returnByte = 13;
/** Matches `2006-01-02T15:04:05.000000000Z `, the space included; other engines leave out zeros or write an offset. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) /;
const maxStampLength = 40;
/** The form of Docker's own stamps, in which only the zeros are digits. */
const usualStamp = Buffer.from('0000-00-00T00:00:00.000000000Z ');
const zeroByte = 0x30;
const nineByte = 0x39;
/** The engine's own stamps, which always have nine digits. Source: moby daemon/logger/jsonfilelog/jsonlog/time_marshalling.go */
const innerStamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z /g;
/** The engine splits a longer line into parts of this size. Source: moby daemon/logger/copier.go */
const partBytes = 16 * 1024;

/** Joins the bytes of one stream into lines. */
class LineAssembler {
	#parts: Buffer[] = [];
	#length = 0;
	/** The cut line is already in the result: drop the rest of it. */
	#skipping = false;

	/** @param tty True for bytes without frames, in which nothing but a stamp shows where an unfinished line ends. */
	constructor(
		readonly stream: 'stdout' | 'stderr',
		readonly tty: boolean,
		readonly reader: LogReader,
	) {}

	push(data: Buffer, start: boolean, lines: LogLine[]): void {
		let at = start && this.#length > 0 ? stampLength(data, 0, data.length) : 0;
		while (at < data.length) {
			const newline = data.indexOf(newlineByte, at);
			// Most lines come as a whole: they need no copy, and no object for their part of the bytes.
			if (newline !== -1 && this.#length === 0 && !this.tty && newline - at <= maxLineBytes && !this.#skipping) {
				lines.push(this.#line(data, at, newline, false));
				at = newline + 1;
				continue;
			}
			const end = newline === -1 ? data.length : newline;
			this.#append(data.subarray(at, end), lines);
			if (newline === -1) {
				return;
			}
			this.#finish(lines);
			at = newline + 1;
		}
	}

	/** Ends the last line, which has no line end. */
	flush(lines: LogLine[]): void {
		if (this.#length > 0) {
			this.#finish(lines);
		}
	}

	#append(data: Buffer, lines: LogLine[]): void {
		if (this.#skipping || data.length === 0) {
			return;
		}
		const free = maxLineBytes - this.#length;
		this.#parts.push(data.length > free ? data.subarray(0, free) : data);
		this.#length += Math.min(data.length, free);
		if (data.length <= free) {
			return;
		}
		this.#emit(wholeCharacters(this.#bytes()), true, lines);
		this.#parts = [];
		this.#skipping = true;
	}

	#finish(lines: LogLine[]): void {
		if (!this.#skipping) {
			this.#emit(this.#bytes(), false, lines);
		}
		this.#parts = [];
		this.#length = 0;
		this.#skipping = false;
	}

	#emit(bytes: Buffer, isCut: boolean, lines: LogLine[]): void {
		const parts = this.tty ? atStamps(bytes) : [bytes];
		for (const [index, part] of parts.entries()) {
			lines.push(this.#line(part, 0, part.length, isCut && index === parts.length - 1));
		}
	}

	/** Makes a line of the bytes `from` to `to`. */
	#line(bytes: Buffer, from: number, to: number, isCut: boolean): LogLine {
		const end = to > from && bytes[to - 1] === returnByte ? to - 1 : to;
		const start = from + stampLength(bytes, from, end);
		// A slice of the whole text would keep that text, and its own object in addition.
		const time = start === from ? '' : bytes.toString('latin1', from, start - 1);
		const shown = sanitizeLog(bytes.toString('utf8', start, end));
		return this.reader.line(this.stream, time, isCut ? shown + cutMark : shown, isCut);
	}

	#bytes(): Buffer {
		return this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
	}
}

/**
 * Turns the bytes of `GET /containers/{id}/logs?timestamps=1` into lines, one batch per chunk. The engine writes a time
 * stamp at every 16 KiB of a long line: the stamps inside a line are removed.
 */
export class LogDecoder {
	readonly #stdout: LineAssembler;
	readonly #stderr: LineAssembler;
	readonly #frames: StdCopyReader | undefined;

	constructor(tty: boolean) {
		const reader = new LogReader();
		this.#stdout = new LineAssembler('stdout', tty, reader);
		this.#stderr = new LineAssembler('stderr', tty, reader);
		this.#frames = tty ? undefined : new StdCopyReader();
	}

	/** The lines that this chunk completes. */
	push(chunk: Uint8Array): LogLine[] {
		const lines: LogLine[] = [];
		if (this.#frames) {
			for (const frame of this.#frames.push(chunk)) {
				this.#pushFrame(frame, lines);
			}
		} else {
			this.#stdout.push(chunk as Buffer, false, lines);
		}
		return lines;
	}

	/** The unfinished lines, at the end of the stream. */
	end(): LogLine[] {
		const lines: LogLine[] = [];
		this.#stdout.flush(lines);
		this.#stderr.flush(lines);
		return lines;
	}

	#pushFrame({ stream, data, start }: Frame, lines: LogLine[]): void {
		(stream === 'stdout' ? this.#stdout : this.#stderr).push(data, start, lines);
	}
}

/** The length of the stamp that begins at a place, its space included; 0 if there is none. */
function stampLength(data: Buffer, from: number, to: number): number {
	if (to - from >= usualStamp.length && hasUsualStamp(data, from)) {
		return usualStamp.length;
	}
	return stamp.exec(data.toString('latin1', from, Math.min(to, from + maxStampLength)))?.[0].length ?? 0;
}

/** Returns true for a stamp as Docker writes it: a comparison of bytes takes less time than an expression. */
function hasUsualStamp(data: Buffer, from: number): boolean {
	for (let at = 0; at < usualStamp.length; at++) {
		const byte = data[from + at]!;
		const wanted = usualStamp[at]!;
		if (wanted === zeroByte ? byte < zeroByte || byte > nineByte : byte !== wanted) {
			return false;
		}
	}
	return true;
}

/**
 * Splits the line of a TTY at the stamps inside it. A process that ends in the middle of a line leaves no line end, so the
 * stamp of the next run follows on the same line; after 16 KiB of one line the engine writes a stamp as well, which is removed.
 * A stamp that is not later than the line's own was written by the program.
 */
function atStamps(bytes: Buffer): readonly Buffer[] {
	const text = bytes.toString('latin1');
	const own = stamp.exec(text)?.[0];
	if (own === undefined || text.length < 2 * own.length) {
		return [bytes];
	}
	const lines: Buffer[][] = [[]];
	let from = 0;
	let pieceFrom = own.length;
	let last = own;
	for (const { 0: next, index } of text.matchAll(innerStamp)) {
		const isSameLine = index - pieceFrom === partBytes;
		if (index < pieceFrom || (!isSameLine && next <= last)) {
			continue;
		}
		lines.at(-1)!.push(bytes.subarray(from, index));
		if (!isSameLine) {
			lines.push([]);
		}
		pieceFrom = index + next.length;
		from = isSameLine ? pieceFrom : index;
		last = next;
	}
	lines.at(-1)!.push(bytes.subarray(from));
	return lines.map(parts => (parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
}

/** Drops the last character if the cut went through it. */
function wholeCharacters(bytes: Buffer): Buffer {
	let start = bytes.length - 1;
	while (start > bytes.length - 4 && (bytes[start]! & 0xc0) === 0x80) {
		start--;
	}
	const lead = bytes[start]!;
	const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	return start + size > bytes.length ? bytes.subarray(0, start) : bytes;
}
