import type { LogLine } from '../../../domain/logs.js';
import { sanitizeLog } from '../../../domain/text/sanitize.js';
import { type Frame, StdCopyReader } from './stdcopy.js';

/** Bytes of a line that are kept. */
const LINE_CAP = 64 * 1024;
const cutMark = ' … [line cut at 64 KiB]';
const NEWLINE = 10;
const RETURN = 13;
/** Of `2006-01-02T15:04:05.000000000Z `, the space included; other engines leave out zeros or name an offset. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) /;
const STAMP_LIMIT = 40;

/** Puts one stream's bytes together to lines. */
class LineAssembler {
	#parts: Buffer[] = [];
	#length = 0;
	/** The line was cut and handed over: the rest of it is dropped. */
	#skipping = false;

	constructor(readonly stream: 'stdout' | 'stderr') {}

	push(data: Buffer, start: boolean, lines: LogLine[]): void {
		let at = start && this.#length > 0 ? stampLength(data) : 0;
		while (at < data.length) {
			const newline = data.indexOf(NEWLINE, at);
			const end = newline === -1 ? data.length : newline;
			this.#keep(data.subarray(at, end), lines);
			if (newline === -1) {
				return;
			}
			this.#finish(lines);
			at = newline + 1;
		}
	}

	/** What has no line end yet. */
	flush(lines: LogLine[]): void {
		if (this.#length > 0) {
			this.#finish(lines);
		}
	}

	#keep(data: Buffer, lines: LogLine[]): void {
		if (this.#skipping || data.length === 0) {
			return;
		}
		const room = LINE_CAP - this.#length;
		this.#parts.push(data.length > room ? data.subarray(0, room) : data);
		this.#length += Math.min(data.length, room);
		if (data.length <= room) {
			return;
		}
		lines.push(toLine(this.stream, wholeCharacters(this.#bytes()), cutMark));
		this.#parts = [];
		this.#skipping = true;
	}

	#finish(lines: LogLine[]): void {
		if (!this.#skipping) {
			lines.push(toLine(this.stream, this.#bytes()));
		}
		this.#parts = [];
		this.#length = 0;
		this.#skipping = false;
	}

	#bytes(): Buffer {
		return this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
	}
}

/**
 * Turns the bytes of `GET /containers/{id}/logs?timestamps=1` into lines, one batch per chunk. The engine stamps every 16
 * KiB of a long line: the stamps in its middle are taken out.
 */
export class LogDecoder {
	readonly #stdout = new LineAssembler('stdout');
	readonly #stderr = new LineAssembler('stderr');
	readonly #frames: StdCopyReader | undefined;

	constructor(tty: boolean) {
		this.#frames = tty ? undefined : new StdCopyReader();
	}

	/** The lines that this chunk completes. */
	push(chunk: Uint8Array): LogLine[] {
		const lines: LogLine[] = [];
		if (this.#frames) {
			for (const frame of this.#frames.push(chunk)) {
				this.#take(frame, lines);
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

	#take({ stream, data, start }: Frame, lines: LogLine[]): void {
		(stream === 'stdout' ? this.#stdout : this.#stderr).push(data, start, lines);
	}
}

function stampLength(data: Buffer): number {
	return stamp.exec(data.toString('latin1', 0, STAMP_LIMIT))?.[0].length ?? 0;
}

function toLine(stream: 'stdout' | 'stderr', bytes: Buffer, mark = ''): LogLine {
	const end = bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length;
	const text = bytes.toString('utf8', 0, end);
	const time = stamp.exec(text)?.[0] ?? '';
	return { stream, time: time.slice(0, -1), text: sanitizeLog(text.slice(time.length)) + mark };
}

/** Without a character that the cut has gone through. */
function wholeCharacters(bytes: Buffer): Buffer {
	let start = bytes.length - 1;
	while (start > bytes.length - 4 && (bytes[start]! & 0xc0) === 0x80) {
		start--;
	}
	const lead = bytes[start]!;
	const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	return start + size > bytes.length ? bytes.subarray(0, start) : bytes;
}
