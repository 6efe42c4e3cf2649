import { describe, expect, test } from 'vitest';
import type { Difference } from '../../../source/domain/compose/plan/differences.js';
import type { Reason, ServicePlan } from '../../../source/domain/compose/plan/plan.js';
import { differenceWords, reasonWords, serviceNotes, verdictWords } from '../../../source/domain/compose/plan/words.js';

const mask = '••••••';
const difference = (word: string, name: string, from?: string, to?: string): Difference => ({ word, name, from, to });

describe('a difference in words', () => {
	test.each([
		[difference('env', 'LOG_LEVEL', 'info', 'debug'), 'env LOG_LEVEL info → debug'],
		[difference('port', '', undefined, '9229'), 'port +9229'],
		[difference('port', '', '9229'), 'port -9229'],
		[difference('env', 'FLAG', undefined, ''), 'env +FLAG'],
		[difference('env', 'A', undefined, 'x=y'), 'env +A=x=y'],
		[difference('memory', '', '64m', '128m'), 'memory 64m → 128m'],
		[difference('env', 'DB_PASSWORD', 'hunter2', 'hunter3'), `env DB_PASSWORD ${mask} → ${mask}`],
		[
			difference('env', 'URL', 'pg://u:hunter2@db', 'pg://u:hunter3@db'),
			`env URL pg://u:${mask}@db → pg://u:${mask}@db`,
		],
		[difference('env', 'API_KEY', 'hunter2'), `env -API_KEY=${mask}`],
		[difference('label', 'auth.token', undefined, 'hunter2'), `label +auth.token=${mask}`],
		[
			difference('command', '', 'run --token=hunter2', 'run --token=hunter3'),
			`command run --token=${mask} → run --token=${mask}`,
		],
		[
			difference('health check', 'test', 'curl -H "Authorization: Bearer hunter2"', 'true'),
			`health check test curl -H "Authorization: ${mask} ${mask}" → true`,
		],
		[
			difference('mount', '/run/secrets/token', undefined, 'bind /srv/token'),
			'mount +/run/secrets/token=bind /srv/token',
		],
		[difference('env', 'LONG', 'a', 'x'.repeat(500)), `env LONG a → ${'x'.repeat(39)}…`],
		[difference('env', 'LINES', 'a\nb', 'c'), 'env LINES a b → c'],
	])('%j is "%s"', (each, words) => {
		expect(differenceWords(each, mask)).toBe(words);
		expect(words).not.toContain('hunter');
	});
});

describe('a reason in words', () => {
	test.each<[Reason, string]>([
		[{ kind: 'config', differences: [] }, 'its hash differs, in a way that plimsoll cannot name'],
		[
			{ kind: 'image', from: `sha256:${'a'.repeat(64)}`, to: `sha256:${'b'.repeat(64)}` },
			`image rebuilt: ${'a'.repeat(12)} → ${'b'.repeat(12)}`,
		],
		[
			{ kind: 'image', from: '', to: `sha256:${'b'.repeat(64)}` },
			`compose has not noted its image, now ${'b'.repeat(12)}`,
		],
		[{ kind: 'network', name: 'shop_back' }, 'not attached to network shop_back'],
		[{ kind: 'volume', name: 'shop_data' }, 'without volume shop_data'],
		[{ kind: 'shares', service: 'web' }, 'uses the container of web, which is replaced'],
		[{ kind: 'forced' }, 'forced'],
	])('%j is "%s"', (reason, words) => {
		expect(reasonWords(reason, mask)).toEqual([words]);
	});
});

const plan = (change: Partial<ServicePlan>): ServicePlan => ({
	service: 'web',
	isSkipped: false,
	containers: [],
	scale: { from: 1, to: 1 },
	volumes: [],
	first: undefined,
	restartedBy: [],
	...change,
});
const fates = (...all: ServicePlan['containers'][number]['fate'][]) =>
	all.map((fate, index) => ({ name: `web-${index}`, fate, reasons: [], ...(fate !== 'create' && { id: `${index}` }) }));

describe('a verdict in words', () => {
	test.each([
		[plan({ containers: fates('keep') }), 'keep'],
		[plan({ containers: fates('keep', 'keep') }), 'keep 2'],
		[plan({ containers: fates('create'), scale: { from: 0, to: 1 } }), 'create'],
		[plan({ containers: fates('create', 'create'), scale: { from: 0, to: 2 } }), 'create 2'],
		[plan({ containers: fates('keep', 'keep', 'create'), scale: { from: 2, to: 3 } }), 'scale 2 → 3'],
		[plan({ containers: fates('keep', 'remove'), scale: { from: 2, to: 1 } }), 'scale 2 → 1'],
		[plan({ containers: fates('remove'), scale: { from: 1, to: 0 } }), 'scale 1 → 0'],
		[plan({ containers: fates('recreate', 'keep') }), 'recreate 1 of 2'],
		[plan({ containers: fates('recreate', 'create'), scale: { from: 1, to: 2 } }), 'recreate 1 of 2, scale 1 → 2'],
		[plan({ containers: [], scale: { from: 0, to: 0 } }), 'keep'],
		[plan({ containers: fates('start') }), 'start'],
		[plan({ containers: fates('blocked') }), 'cannot start'],
		[plan({ containers: fates('keep'), isSkipped: true }), 'not chosen'],
	])('%j is "%s"', (each, words) => {
		expect(verdictWords(each)).toBe(words);
	});

	test('notes that an image comes first, and that it may recreate what is kept', () => {
		expect(serviceNotes(plan({ containers: fates('keep'), first: 'build' }), mask)).toEqual([
			'build first, recreate if the image changes',
		]);
		expect(serviceNotes(plan({ containers: fates('create'), first: 'pull' }), mask)).toEqual(['pull first']);
	});

	test('notes the volumes that a recreated container keeps', () => {
		const notes = serviceNotes(plan({ containers: fates('recreate'), volumes: ['shop_data', 'anonymous'] }), mask);
		expect(notes).toContain('keeps volumes shop_data, anonymous');
	});
});
