import { type Order, predecessors } from '../../../../domain/compose/order.js';
import type { Service } from '../../../../domain/compose/project.js';
import { plannedUp, setRow, type UpRow } from '../../../../domain/compose/up/up-fold.js';
import type { TaskHandle } from '../../../action.js';
import { wordsOf } from '../../../failure.js';

/** Requests that run at once: over SSH each is a process. */
const maxParallel = 16;

/** The rows of a task; each change is reported. */
export type Rows = {
	/** `status`: `stopped`, `waiting for db: starting`, the engine's words. */
	set(name: string, state: UpRow['state'], status: string): void;
	readonly all: readonly UpRow[];
};

export function createRows(task: TaskHandle, names: readonly string[]): Rows {
	let up = plannedUp(names.map(name => ({ name, status: '' })));
	const report = () => task.report({ kind: 'compose', up });
	report();
	return {
		set(name, state, status) {
			up = setRow(up, name, { state, status }, task.now());
			report();
		},
		get all() {
			return up.rows;
		},
	};
}

/** Runs work on one thing: its row shows that it runs, and how it ended. Rejects with the failure. */
export async function runRow(
	rows: Rows,
	name: string,
	words: { readonly doing: string; readonly done: string },
	work: () => Promise<unknown>,
): Promise<void> {
	rows.set(name, 'working', words.doing);
	try {
		await work();
		rows.set(name, 'done', words.done);
	} catch (error) {
		const isCancelled = error instanceof Error && error.name === 'AbortError';
		rows.set(name, 'failed', isCancelled ? 'cancelled' : wordsOf(error));
		throw error;
	}
}

/**
 * Runs work on services in their order: on each as soon as it has ended on all services before it, as compose does. When it
 * fails on one, those behind it are skipped and the others go on. Rejects with the first failure, after all have ended.
 */
export async function inOrder(
	services: readonly Service[],
	order: Order,
	signal: AbortSignal,
	work: (service: Service) => Promise<void>,
	skip: (service: Service, because: string) => void,
): Promise<void> {
	const before = predecessors(services, order);
	const failures: unknown[] = [];
	const ended = new Map<string, Promise<boolean>>();

	function run(service: Service): Promise<boolean> {
		const known = ended.get(service.name);
		if (known) {
			return known;
		}
		const result = runAfter(service);
		ended.set(service.name, result);
		return result;
	}

	async function runAfter(service: Service): Promise<boolean> {
		const earlier = before.get(service.name) ?? [];
		const results = await Promise.all(earlier.map(run));
		signal.throwIfAborted();
		const failed = earlier.find((_, index) => !results[index]);
		if (failed !== undefined) {
			skip(service, failed.name);
			return false;
		}
		try {
			await work(service);
			return true;
		} catch (error) {
			failures.push(error);
			return false;
		}
	}

	await Promise.all(services.map(run));
	signal.throwIfAborted();
	if (failures.length > 0) {
		throw failures[0];
	}
}

/** Runs work on each item, a few at once, until all have ended. Rejects with the first failure. */
export async function onEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const queue = [...items];
	const failures: unknown[] = [];
	const worker = async () => {
		for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
			await work(item).catch((error: unknown) => failures.push(error));
		}
	};
	await Promise.all(Array.from({ length: Math.min(maxParallel, items.length) }, worker));
	if (failures.length > 0) {
		throw failures[0];
	}
}
