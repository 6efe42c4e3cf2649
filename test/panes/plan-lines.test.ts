import { describe, expect, test } from 'vitest';
import { noChoices, type Plan, type ServicePlan } from '../../source/domain/compose/plan/plan.js';
import { lineWidth, plainText } from '../../source/domain/text/lines.js';
import { planLines, planRows } from '../../source/panes/tabs/plan-lines.js';

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

const text = (lines: readonly string[]) => lines.join('\n');
const dialog = (of: Plan, width = 100) =>
	text(planRows({ plan: of, choices: noChoices }, width, mask).map(({ line }) => plainText(line)));

describe('a plan as text', () => {
	test('has a bounded number of reasons in the dialog, and all of them in the tab', () => {
		expect(dialog(plan())).toContain('and 13 more');
		expect(dialog(plan())).not.toContain('NAME_7 ');
		const tab = text(planLines({ plan: plan(), choices: noChoices }, 100, mask).map(plainText));
		expect(tab).toContain('NAME_19 a → b');
	});

	test.each([40, 60, 80, 120])('fits into %d cells', width => {
		const long = plan({
			services: [service('a-service-with-a-very-long-name-that-nobody-can-read', 3)],
			resources: [{ kind: 'network', name: 'shop_a-network-with-a-long-name', fate: 'missing', differences: [] }],
			orphans: [{ name: 'shop-orphan-with-a-long-name-1', service: 'orphan', isRemoved: false }],
			off: [{ service: 'debug', profiles: ['debug', 'development'], running: 1 }],
			warnings: ['These variables are empty here: ONE, TWO, THREE, FOUR, FIVE'],
		});
		for (const { line } of planRows({ plan: long, choices: noChoices }, width, mask)) {
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
