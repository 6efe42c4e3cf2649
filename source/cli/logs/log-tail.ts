import type { LogLine } from '../../domain/logs/log-line.js';

/** Lines older than the newest by this much are not read again when a log is opened anew. Milliseconds. */
const keptMs = 2000;
/** The kept lines are gone through when they are this many. */
const checkedCount = 4096;

/** The newest lines of a container: those that may come again when its log is opened anew. */
export class LogTail {
	#lines: LogLine[] = [];
	#checkAt = checkedCount;

	get lines(): readonly LogLine[] {
		return this.#lines;
	}

	add(lines: readonly LogLine[]): void {
		for (const line of lines) {
			this.#lines.push(line);
		}
		if (this.#lines.length >= this.#checkAt) {
			const from = Date.parse(this.#lines.at(-1)!.time) - keptMs;
			this.#lines = this.#lines.filter(({ time }) => !(Date.parse(time) < from));
			this.#checkAt = Math.max(checkedCount, 2 * this.#lines.length);
		}
	}
}
