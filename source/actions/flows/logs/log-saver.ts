import type { LogLine } from '../../../domain/logs/log-line.js';
import type { OutputFormat } from '../../../domain/logs/output/line-writer.js';
import { mergeStreams } from '../../../domain/logs/output/merge-streams.js';
import { emptyTransfer, foldBytes } from '../../../domain/progress/progress-fold.js';
import { plural } from '../../../domain/text/plural.js';
import type { LogView } from '../../../state/logs/log-view.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';
import { showTasks } from '../lists.js';
import { whyNotWrite } from '../may-write.js';
import { filterLines } from './filter-lines.js';
import { logCommands } from './log-command.js';
import { readLog } from './read-log.js';
import { cutWords, sourcesOf, writerOf } from './shown-log.js';

/** The choices of the form. */
export type SaveChoices = {
	readonly path: string;
	/** The shown lines, or those that the engine has: what the filter shows of them, or all. */
	readonly what: 'shown' | 'filtered' | 'all';
	readonly format: OutputFormat;
	readonly times: boolean;
};

/** One file to write, with the lines of these containers. */
type Part = { readonly path: string; readonly ids: readonly string[]; readonly hasPrefix: boolean };

/** The course of a save. */
type Course = {
	readonly signal: AbortSignal | undefined;
	/** Called with the number of bytes of each piece. */
	onBytes(count: number): void;
	/** Names of containers whose logs could not be read, with the engine's words. */
	readonly failed: string[];
	/** The error of the last log that could not be read. */
	unreadable?: unknown;
	lines: number;
	cut: number;
};

const encoder = new TextEncoder();

/** `./shop.log.gz` → `./shop-web.log.gz`. */
export function pathOfEach(path: string, name: string): string {
	const [, base = path, ending = ''] = /^(.*?[^/.])((?:\.[A-Za-z0-9]{1,5}){0,2})$/s.exec(path) ?? [];
	return `${base}-${name.replaceAll(/[^\w.-]+/g, '-')}${ending}`;
}

/** Saves the log of a view, whose shown lines are those of the moment when the form was opened. */
export class LogSaver {
	readonly #context: ActionContext;
	readonly #log: LogView;
	readonly #lines: readonly LogLine[];
	#rest: (() => Promise<void>) | undefined;

	constructor(context: ActionContext, log: LogView, lines: readonly LogLine[]) {
		this.#context = context;
		this.#log = log;
		this.#lines = lines;
	}

	/** Resolves to the reason why nothing is saved. Lines that the engine is asked for are left to `finish`. */
	async save(choices: SaveChoices, isEach: boolean): Promise<string | undefined> {
		const parts = this.#partsOf(choices, isEach);
		try {
			const problem = await whyNotWrite(this.#context, ...parts.map(({ path }) => path));
			if (problem !== undefined) {
				return problem;
			}
			if (choices.what === 'shown') {
				const course: Course = { signal: undefined, onBytes() {}, failed: [], lines: 0, cut: 0 };
				this.#report(await this.#write(parts, choices, course), course);
			} else {
				this.#rest = () => this.#saveInTask(parts, choices);
			}
			return undefined;
		} catch (error) {
			return wordsOf(error);
		}
	}

	/** Once the form is closed: saves the lines of the engine in a task. */
	async finish(): Promise<void> {
		await this.#rest?.();
	}

	async #saveInTask(parts: readonly Part[], choices: SaveChoices): Promise<void> {
		const [command = []] = logCommands({ ...this.#log, follow: false, window: 'head' }, this.#context.getState());
		const failed: string[] = [];
		const running = this.#context.task({ title: `Save ${choices.path}`, command }, async ({ signal, report, now }) => {
			let transfer = emptyTransfer;
			const onBytes = (count: number) => {
				transfer = foldBytes(transfer, count, now());
				report({ kind: 'transfer', transfer });
			};
			const course: Course = { signal, onBytes, failed, lines: 0, cut: 0 };
			const where = await this.#write(parts, choices, course);
			return { value: { where, course }, outcome: where };
		});
		showTasks(this.#context);
		const outcome = await running;
		if (outcome.status === 'done') {
			this.#report(outcome.value.where, outcome.value.course);
		}
	}

	/** Writes the files, each completely or not at all. Resolves to the words for their place. */
	async #write(parts: readonly Part[], { what, format, times }: SaveChoices, course: Course): Promise<string> {
		const { files, getState } = this.#context;
		const saved: string[] = [];
		for (const { path, ids, hasPrefix } of parts) {
			const write = writerOf(getState(), this.#log, format, { hasStamp: times, hasPrefix });
			const lines = what === 'shown' ? this.#shownLines(ids) : this.#linesOfEngine(ids, what, course);
			const content = encoded(lines, write, course);
			const stored = path.endsWith('.gz') ? files.compress(content) : content;
			try {
				saved.push(await files.save(path, stored, course.signal));
			} catch (error) {
				// The other files are saved without that of a log that cannot be read.
				if (error !== course.unreadable || parts.length === 1) {
					throw error;
				}
				course.failed.push(`${path}: ${wordsOf(error)}`);
			}
		}
		return saved.length > 1 ? `${saved[0]} and ${saved.length - 1} more` : (saved[0] ?? 'no file');
	}

	#report(where: string, { lines, cut, failed }: Course): void {
		const words = `Saved ${plural(lines, 'line')}${cutWords(cut)} to ${where}`;
		const leftOut = failed.length === 0 ? '' : `. Left out: ${failed.join('; ')}`;
		this.#context.toast(cut === 0 && failed.length === 0 ? 'good' : 'warn', words + leftOut);
	}

	#partsOf({ path, what }: SaveChoices, isEach: boolean): readonly Part[] {
		const { sources, hidden, container = '' } = this.#log;
		if (sources.length === 0) {
			return [{ path, ids: [container], hasPrefix: false }];
		}
		const ids = sources.map(({ id }) => id).filter(id => what === 'all' || !hidden.has(id));
		if (!isEach) {
			return [{ path, ids, hasPrefix: true }];
		}
		const names = sourcesOf(this.#context.getState(), this.#log);
		return ids.map(id => ({ path: pathOfEach(path, names.get(id)?.prefix ?? id), ids: [id], hasPrefix: false }));
	}

	async *#shownLines(ids: readonly string[]): AsyncGenerator<readonly LogLine[]> {
		const wanted = new Set(ids);
		yield this.#lines.filter(({ source }) => source === undefined || wanted.has(source));
	}

	#linesOfEngine(ids: readonly string[], what: 'filtered' | 'all', course: Course): AsyncIterable<readonly LogLine[]> {
		const merged = mergeStreams(ids.map(id => this.#readable(id, ids.length === 1, course)));
		return what === 'all' ? merged : filterLines(this.#log, merged);
	}

	/** A log that cannot be read is left out of a file with others. */
	async *#readable(id: string, isAlone: boolean, course: Course): AsyncGenerator<readonly LogLine[]> {
		const { signal, failed } = course;
		try {
			yield* readLog(this.#context.engine, id, {}, { signal: signal! });
		} catch (error) {
			if (signal?.aborted || isAlone) {
				course.unreadable = error;
				throw error;
			}
			const name = this.#log.sources.find(each => each.id === id)?.name ?? id;
			failed.push(`${name}: ${wordsOf(error)}`);
		}
	}
}

/** The text of lines in pieces of bytes. */
async function* encoded(
	batches: AsyncIterable<readonly LogLine[]>,
	write: (line: LogLine) => string,
	course: Course,
): AsyncGenerator<Uint8Array> {
	for await (const lines of batches) {
		course.lines += lines.length;
		course.cut += lines.filter(({ isCut }) => isCut).length;
		const bytes = encoder.encode(lines.map(write).join(''));
		course.onBytes(bytes.length);
		yield bytes;
	}
}
