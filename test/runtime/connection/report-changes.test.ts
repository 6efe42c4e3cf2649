import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { openScope } from '../../../source/runtime/concurrency/scope.js';
import { reportChanges } from '../../../source/runtime/connection/report-changes.js';

const call = { signal: openScope().signal };

/** An engine, the id of a running container, and notes of the reported changes: `begin containers`, `end containers`. */
async function reporting() {
	const notes: string[] = [];
	const engine = reportChanges(createDemoEngine({ latency: 0 }), noun => {
		notes.push(`begin ${noun}`);
		return () => notes.push(`end ${noun}`);
	});
	const containers = await engine.containers.list(call);
	const running = containers.find(({ state }) => state === 'running')!;
	return { engine, notes, id: running.id };
}

describe('an engine that reports changes', () => {
	test('reports the begin and the end of a change', async () => {
		const { engine, notes, id } = await reporting();
		const answer = engine.containers.pause(id, call);
		expect(notes).toEqual(['begin containers']);
		await answer;
		expect(notes).toEqual(['begin containers', 'end containers']);
	});

	test('reports the end of a change that fails, and passes its error on', async () => {
		const { engine, notes } = await reporting();
		await expect(engine.containers.pause('nope', call)).rejects.toThrow('nope');
		expect(notes).toEqual(['begin containers', 'end containers']);
	});

	test('reports a change by the list that it changes', async () => {
		const { engine, notes, id } = await reporting();
		await engine.containers.commit(
			id,
			{ reference: 'web:new', author: '', message: '', changes: [], pause: false },
			call,
		);
		expect(notes).toEqual(['begin images', 'end images']);
	});

	test('reports a change that answers with a stream until its end', async () => {
		const { engine, notes } = await reporting();
		for await (const _ of engine.images.pull('redis:7', {}, call)) {
			expect(notes).toEqual(['begin images']);
		}
		expect(notes).toEqual(['begin images', 'end images']);
	});

	test('reports nothing for calls that only read', async () => {
		const { engine, notes, id } = await reporting();
		await engine.containers.inspect(id, call);
		await engine.images.list(call);
		await engine.system.ping(call);
		expect(notes).toEqual([]);
	});
});
