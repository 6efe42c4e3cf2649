import { describe, expect, test } from 'vitest';
import type { Watch } from '../../source/domain/compose/plan/make-plan.js';
import { noChoices, type Plan, type ServicePlan } from '../../source/domain/compose/plan/plan.js';
import { lineWidth, plainText } from '../../source/domain/text/lines.js';
import { planLines, planRows, type ShownPlan } from '../../source/panes/tabs/plan-lines.js';

const mask = '••••••';

function service(name: string, differences: number): ServicePlan {
	const all = Array.from({ length: differences }, (_, index) => ({
		word: 'env',
		name: `NAME_${index}`,
		from: 'a',
		to: 'b',
	}));
	return {
		service: name,
		isSkipped: false,
		containers: [
			{ name: `shop-${name}-1`, id: name, fate: 'recreate', reasons: [{ kind: 'config', differences: all }] },
		],
		scale: { from: 1, to: 1 },
		volumes: [],
		first: undefined,
		restartedBy: [],
	};
}

const plan = (change: Partial<Plan> = {}): Plan => ({
	project: 'shop',
	services: [service('web', 20)],
	resources: [],
	orphans: [],
	off: [],
	warnings: [],
	...change,
});

const watch = { files: [], host: undefined, unknown: [] };
const shown = (of: Plan, change: Partial<Watch> = {}): ShownPlan => ({
	plan: of,
	choices: noChoices,
	reading: { watch: { ...watch, ...change } },
});

const text = (lines: readonly string[]) => lines.join('\n');
const dialog = (of: Plan, width = 100) => text(planRows(shown(of), width, mask).map(({ line }) => plainText(line)));

describe('a plan as text', () => {
	test('has a bounded number of reasons in the dialog, and all of them in the tab', () => {
		expect(dialog(plan())).toContain('and 13 more');
		expect(dialog(plan())).not.toContain('NAME_7 ');
		const tab = text(planLines(shown(plan()), 100, mask).map(plainText));
		expect(tab).toContain('NAME_19 a → b');
	});

	test.each([
		['on another machine', { host: 'prod-1' }, 'Changes of the files on prod-1 are not noticed'],
		[
			'whose place is not known',
			{ unknown: ['${A${B}}.env', 'oci://x/y'] },
			'Changes of ${A${B}}.env, oci://x/y are not noticed',
		],
	])('names the files %s, which are not looked at, and the key that plans again', (_, change, words) => {
		const rows = planRows(shown(plan(), change), 100, mask).map(({ line }) => plainText(line));
		expect(rows[0]).toBe(`${words}: r plans again.`);
		const tab = planLines(shown(plan(), change), 100, mask).map(plainText);
		expect(tab[2]).toBe(` ${words}: Ctrl-r plans again.`);
	});

	test('gives the notes of services the space that a long name below them needs, and one column to what is below', () => {
		const lines = dialog(
			plan({
				services: [service('db', 1)],
				resources: [
					{ kind: 'network', name: 'shop_back', fate: 'create', differences: [] },
					{ kind: 'network', name: 'shop_default-network', fate: 'create', differences: [] },
				],
			}),
		).split('\n');
		expect(lines[0]).toMatch(/^db {4}recreate {2}env NAME_0 a → b$/);
		const [one, other] = lines.slice(2).map(line => line.indexOf('create'));
		expect(one).toBe(other);
	});

	test.each([40, 60, 80, 120])('fits into %d cells', width => {
		const long = plan({
			services: [service('a-service-with-a-very-long-name-that-nobody-can-read', 3)],
			resources: [{ kind: 'network', name: 'shop_a-network-with-a-long-name', fate: 'missing', differences: [] }],
			orphans: [{ name: 'shop-orphan-with-a-long-name-1', service: 'orphan', isRemoved: false }],
			off: [{ service: 'debug', profiles: ['debug', 'development'], running: 1 }],
			warnings: ['These variables are empty here: ONE, TWO, THREE, FOUR, FIVE'],
		});
		for (const { line } of planRows(shown(long, { unknown: ['${A}${B}.env'] }), width, mask)) {
			expect(lineWidth(line), plainText(line)).toBeLessThanOrEqual(width);
		}
	});

	test('shows first what the user must know before anything runs', () => {
		const lines = dialog(plan({ warnings: ['This variable is empty here: TAG'] })).split('\n');
		expect(lines[0]).toBe('This variable is empty here: TAG');
	});

	test('says what happens to orphans, to services that are off and to resources', () => {
		const shown = dialog(
			plan({
				resources: [
					{ kind: 'network', name: 'shop_back', fate: 'create', differences: [] },
					{ kind: 'network', name: 'edge', fate: 'missing', differences: [] },
					{
						kind: 'volume',
						name: 'shop_data',
						fate: 'differs',
						differences: [{ word: 'label', name: 'kind', from: undefined, to: 'sql' }],
					},
				],
				orphans: [
					{ name: 'shop-old-1', service: 'old', isRemoved: false },
					{ name: 'shop-older-1', service: 'older', isRemoved: true },
				],
				off: [{ service: 'debug', profiles: ['debug'], running: 1 }],
			}),
		);
		expect(shown).toMatch(/network shop_back\s+create/);
		expect(shown).toMatch(/network edge\s+external and not here: up fails/);
		expect(shown).toMatch(/volume shop_data\s+stays as it is, differs from the file: label \+kind=sql/);
		expect(shown).toMatch(/orphan shop-old-1\s+stays; o removes it/);
		expect(shown).toMatch(/orphan shop-older-1\s+remove/);
		expect(shown).toMatch(/off debug\s+runs and stays, profile debug is off/);
	});
});
