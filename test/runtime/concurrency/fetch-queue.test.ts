import { describe, expect, test } from 'vitest';
import { FetchQueue, inParallel } from '../../../source/runtime/concurrency/fetch-queue.js';
import { openScope } from '../../../source/runtime/concurrency/scope.js';

const settle = () => new Promise<void>(resolve => setImmediate(resolve));

/** Requests by name: notes those that started; `answer` and `refuse` end one. */
function requests() {
	const started: string[] = [];
	const open = new Map<string, { resolve: (value: string) => void; reject: (error: Error) => void }>();
	return {
		started,
		request: (name: string) => () => {
			started.push(name);
			return new Promise<string>((resolve, reject) => open.set(name, { resolve, reject }));
		},
		async answer(name: string) {
			open.get(name)?.resolve(`${name} done`);
			await settle();
		},
		async refuse(name: string) {
			open.get(name)?.reject(new Error(`${name} failed`));
			await settle();
		},
	};
}

describe('a fetch queue', () => {
	test('runs no more than its limit at once, in the order of arrival', async () => {
		const { started, request, answer } = requests();
		const queue = new FetchQueue(2);
		const answers = ['a', 'b', 'c', 'd'].map(name => queue.run(request(name)));
		expect(started).toEqual(['a', 'b']);
		await answer('b');
		expect(started).toEqual(['a', 'b', 'c']);
		await answer('a');
		await answer('c');
		await answer('d');
		expect(await Promise.all(answers)).toEqual(['a done', 'b done', 'c done', 'd done']);
	});

	test('passes an error on, and runs the next request', async () => {
		const { started, request, refuse, answer } = requests();
		const queue = new FetchQueue(1);
		const first = queue.run(request('a'));
		const second = queue.run(request('b'));
		const failure = expect(first).rejects.toThrow('a failed');
		await refuse('a');
		await failure;
		expect(started).toEqual(['a', 'b']);
		await answer('b');
		expect(await second).toBe('b done');
	});

	test('drops a waiting request whose signal aborts', async () => {
		const { started, request, answer } = requests();
		const queue = new FetchQueue(1);
		const scope = openScope();
		void queue.run(request('a'));
		const dropped = queue.run(request('b'), scope.signal);
		const last = queue.run(request('c'));
		scope.end();
		expect(await dropped).toBeUndefined();
		await answer('a');
		expect(started).toEqual(['a', 'c']);
		await answer('c');
		expect(await last).toBe('c done');
	});

	test('does not start a request whose signal has aborted, and is free after it', async () => {
		const { started, request } = requests();
		const queue = new FetchQueue(1);
		const scope = openScope();
		scope.end();
		expect(await queue.run(request('a'), scope.signal)).toBeUndefined();
		void queue.run(request('b'));
		expect(started).toEqual(['b']);
	});

	test('keeps to its limit when a request comes in the same turn in which another ends', async () => {
		const { started, request, answer } = requests();
		const queue = new FetchQueue(1);
		const first = queue.run(request('a'));
		void queue.run(request('b'));
		void first.then(() => void queue.run(request('c')));
		await answer('a');
		expect(started).toEqual(['a', 'b']);
		await answer('b');
		expect(started).toEqual(['a', 'b', 'c']);
	});
});

describe('work in parallel', () => {
	test('takes all items, a limited number at once, and ends with the last', async () => {
		const { started, request, answer } = requests();
		let isOver = false;
		const work = inParallel(['a', 'b', 'c'], 2, async name => void (await request(name)()));
		void work.then(() => {
			isOver = true;
		});
		expect(started).toEqual(['a', 'b']);
		await answer('a');
		await answer('b');
		expect([started, isOver]).toEqual([['a', 'b', 'c'], false]);
		await answer('c');
		expect(isOver).toBe(true);
	});

	test('has nothing to do without items', async () => {
		await inParallel([], 2, () => Promise.reject(new Error('no item')));
	});
});
