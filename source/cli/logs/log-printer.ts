import type { LogLine } from '../../domain/logs/log-line.js';
import { lineWriter, type OutputStyle } from '../../domain/logs/output/line-writer.js';
import { OutputSources } from '../../domain/logs/output/sources.js';
import type { Container } from '../../domain/nouns/container.js';
import type { Output } from './output.js';

/** Lines are written together up to about this many characters. */
const chunkLength = 64 * 1024;

/** Prints the lines of containers, with names as soon as there are several. */
export class LogPrinter {
	readonly #output: Output;
	readonly #style: OutputStyle;
	readonly #sources = new OutputSources();
	#write: (line: LogLine) => string;
	/** Lines that are not written yet. */
	#chunk = '';
	#flushing: NodeJS.Immediate | undefined;
	/** True while the reader has no room for more. */
	#isFull = false;

	constructor(output: Output, style: OutputStyle) {
		this.#output = output;
		this.#style = style;
		this.#write = lineWriter(this.#sources.all, style);
	}

	/** Adds containers whose lines follow. */
	add(containers: readonly Container[]): void {
		this.#sources.add(containers);
		const names = new Set([...this.#sources.all.values()].map(({ prefix }) => prefix));
		const hasPrefix = this.#style.hasPrefix && names.size > 1;
		this.#write = lineWriter(this.#sources.all, { ...this.#style, hasPrefix });
	}

	/** The name that stands in front of a container's lines. */
	nameOf(id: string): string {
		return this.#sources.all.get(id)?.prefix ?? id;
	}

	/** Writes lines soon, or at once when there are many. Resolves when the reader has room for more. */
	print(lines: readonly LogLine[]): Promise<void> | undefined {
		for (const line of lines) {
			this.#chunk += this.#write(line);
		}
		if (this.#chunk.length >= chunkLength || this.#isFull) {
			return this.flush();
		}
		// Lines that the engine has sent one by one are written together.
		this.#flushing ??= setImmediate(() => void this.#flushSoon());
		return undefined;
	}

	async #flushSoon(): Promise<void> {
		this.#isFull = true;
		await this.flush();
		this.#isFull = false;
	}

	/** Writes all printed lines. Resolves when the reader has room for more. */
	flush(): Promise<void> {
		clearImmediate(this.#flushing);
		this.#flushing = undefined;
		const chunk = this.#chunk;
		this.#chunk = '';
		return chunk === '' ? Promise.resolve() : this.#output.write(chunk);
	}
}
