import { describe, expect, test } from 'vitest';
import { readMessage, type UpMessage } from '../../../source/domain/compose/up/messages.js';
import {
	endUp,
	foldUp,
	plannedUp,
	setRow,
	type UpProgress,
	upSummary,
} from '../../../source/domain/compose/up/up-fold.js';

const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');
const read = (line: string): readonly UpMessage[] => readMessage(line, decode);
const step = (id: string, status: string, parent = '', current = 0, total = 0): UpMessage => ({
	kind: 'step',
	id,
	status,
	parent,
	current,
	total,
});

describe('a line of compose', () => {
	test.each<[string, UpMessage[]]>([
		['{"id":"Container shop-db-1","status":"Started"}', [step('Container shop-db-1', 'Started')]],
		['{"id":"db","text":"Pulling"}', [step('db', 'Pulling')]],
		['{"id":"db","text":"Error","status":"denied"}', [step('db', 'Error denied')]],
		[
			'{"id":"4abc","parent_id":"db","text":"Downloading","current":5,"total":9}',
			[step('4abc', 'Downloading', 'db', 5, 9)],
		],
		['{"level":"warning","msg":"old","time":"x"}', [{ kind: 'warning', text: 'old' }]],
		['{"error":true,"message":"no"}', [{ kind: 'error', text: 'no' }]],
		[' Container shop-db-1  Started', [step('Container shop-db-1', 'Started')]],
		[' Network shop_default  Created ', [step('Network shop_default', 'Created')]],
		['Attaching to web-1', [{ kind: 'line', text: 'Attaching to web-1' }]],
		['', []],
		['{', [{ kind: 'line', text: '{' }]],
		['{}', [{ kind: 'line', text: '{}' }]],
		['{"id":7}', [{ kind: 'line', text: '{"id":7}' }]],
		['null', [{ kind: 'line', text: 'null' }]],
	])('%s is read', (line, messages) => {
		expect(read(line)).toEqual(messages);
	});

	test('about a build has the events of its steps', () => {
		const line = JSON.stringify({
			vertexes: [{ digest: 'sha256:a', name: '[1/2] FROM x', started: '2026-01-01T00:00:00Z', cached: true }],
			statuses: [
				{ id: 'a', vertex: 'sha256:a', current: 1, total: 2 },
				{ id: 'b', vertex: 'sha256:a', current: 1 },
			],
			logs: [{ vertex: 'sha256:a', data: Buffer.from('héllo\n').toString('base64') }],
		});
		expect(read(line).map(message => message.kind === 'build' && message.event.kind)).toEqual([
			'vertex',
			'status',
			'log',
		]);
		expect(read(line).at(-1)).toMatchObject({ event: { text: 'héllo\n' } });
	});
});

const fold = (lines: readonly string[], start: UpProgress = plannedUp([])): UpProgress =>
	lines.flatMap(read).reduce((state, message, index) => foldUp(state, message, index * 100), start);

describe('the progress of a compose command', () => {
	test('has a row for each container, in the order of the plan', () => {
		const planned = plannedUp([
			{ name: 'shop-db-1', status: 'to recreate' },
			{ name: 'shop-web-1', status: 'stays' },
		]);
		const { rows } = fold([' Container shop-web-1  Running', ' Container shop-db-1  Recreate'], planned);
		expect(rows.map(({ name, status, state }) => `${name} ${status} ${state}`)).toEqual([
			'shop-db-1 Recreate working',
			'shop-web-1 Running done',
		]);
	});

	test.each([
		['Creating', 'working'],
		['Created', 'done'],
		['Recreate', 'working'],
		['Recreated', 'done'],
		['Restart', 'working'],
		['Waiting', 'working'],
		['Healthy', 'done'],
		['Running', 'done'],
		['Exited', 'done'],
		['Error response from daemon: no', 'failed'],
		['Error', 'failed'],
		['Pulling', 'working'],
		['Skipped - No image to be pulled', 'done'],
	])('takes %s as %s', (status, state) => {
		expect(fold([` Container a  ${status}`]).rows[0]?.state).toBe(state);
	});

	test('of a verb measures each row from its work to its end', () => {
		const names = plannedUp([{ name: 'web-1', status: '' }]);
		const waiting = setRow(names, 'web-1', { state: 'waiting', status: 'waiting for db: starting' }, 1000);
		expect(waiting.rows[0]).toMatchObject({ status: 'waiting for db: starting' });
		expect(waiting.rows[0]?.startedAt).toBeUndefined();
		const working = setRow(waiting, 'web-1', { state: 'working', status: 'starting' }, 2000);
		expect(working.rows[0]).toMatchObject({ startedAt: 2000, endedAt: undefined });
		const done = setRow(working, 'web-1', { state: 'done', status: 'started' }, 5000);
		expect(done.rows).toEqual([
			{
				noun: 'container',
				name: 'web-1',
				status: 'started',
				state: 'done',
				startedAt: 2000,
				endedAt: 5000,
				layers: new Map(),
			},
		]);
	});

	test('adds up the layers of a pull', () => {
		const { rows } = fold([
			'{"id":"db","text":"Pulling"}',
			'{"id":"l1","parent_id":"db","text":"Downloading","current":10,"total":100}',
			'{"id":"l2","parent_id":"db","text":"Downloading","current":20,"total":50}',
			'{"id":"l1","parent_id":"db","text":"Downloading","current":40,"total":100}',
		]);
		expect(rows).toHaveLength(1);
		expect([...rows[0]!.layers.values()]).toEqual([
			{ current: 40, total: 100 },
			{ current: 20, total: 50 },
		]);
	});

	test('marks the rows that were at work when the command failed', () => {
		const state = endUp(fold([' Container a  Starting', ' Container b  Started']), true, 900);
		expect(state.rows.map(each => each.state)).toEqual(['failed', 'done']);
	});

	test('says how far it is, and what works or failed', () => {
		expect(upSummary(fold([' Network n  Created', ' Container a  Started', ' Container b  Waiting']))).toBe(
			'1 of 2 · b Waiting',
		);
		expect(upSummary(fold(['{"id":"db","text":"Pulled"}']))).toBe('1 of 1');
	});

	test('keeps each warning once', () => {
		const line = '{"level":"warning","msg":"TAG is empty"}';
		expect(fold([line, line]).warnings).toEqual(['TAG is empty']);
	});

	test('has a bounded number of rows', () => {
		const lines = Array.from({ length: 5000 }, (_, index) => ` Container c${index}  Started`);
		expect(fold(lines).rows).toHaveLength(2000);
	});
});
