import { describe, expect, test } from 'vitest';
import { updateCommand } from '../../../../source/domain/commands/update.js';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { commandsOf, openAt, toastsOf } from '../driving.js';

type Body = Readonly<Record<string, unknown>>;

/** The demo engine, noting the body of each update's request. */
function watched(warnings: readonly string[] = []) {
	const engine = createDemoEngine({ latency: 0 });
	const sent: Body[] = [];
	const { update } = engine.containers;
	Object.assign(engine.containers, {
		update: async (...args: Parameters<typeof update>) => {
			sent.push(updateCommand.request(args[0], args[1]).body ?? {});
			return [...(await update(...args)), ...warnings];
		},
	});
	return { engine, sent };
}
const set = (body: Body | undefined) =>
	Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => value !== 0 && value !== '' && value !== null));

describe('limits', () => {
	test('shows the present limits and sends only the changed ones', async () => {
		const { engine, sent } = watched(['Your kernel does not support swap limit capabilities']);
		const app = await openAt('containers', 'canary', { engine });
		await app.press('u');
		await app.untilText('Limits of canary');
		expect(app.text()).toMatch(/Memory +256m/);
		expect(app.text()).toMatch(/Memory \+ swap +512m/);
		expect(app.text()).toMatch(/CPUs +1 /);
		expect(app.text()).not.toContain('CPU quota');
		await app.press('enter');
		expect(app.text()).toContain('nothing is changed yet');
		await app.press('ctrl-u');
		await app.type('300m');
		expect(app.text()).toMatch(/\$ docker update (-m|--memory) 300m canary/);
		await app.press('enter');
		await app.until(() => sent.length === 1);
		expect(set(sent[0])).toEqual({ Memory: 300 * 1024 ** 2, RestartPolicy: { Name: '', MaximumRetryCount: 0 } });
		expect(commandsOf(app)).toEqual([expect.stringMatching(/^docker update (-m|--memory) 300m canary done$/)]);
		expect(toastsOf(app)).toContain('swap limit capabilities');
	});

	test('shows errors for limits that the engine would refuse', async () => {
		const { engine, sent } = watched();
		const app = await openAt('containers', 'canary', { engine });
		await app.press('u');
		await app.untilText('Limits of canary');
		await app.press('ctrl-u');
		await app.type('1g');
		expect(app.text()).toContain('at least 1g');
		await app.press('ctrl-u');
		expect(app.text()).toContain('$ docker update canary');
		await app.press('down');
		expect(app.text()).toContain('cannot be removed');
		await app.press('up');
		await app.type('256m');
		await app.press('down', 'down', 'ctrl-u');
		await app.type('99');
		expect(app.text()).toContain('range of CPUs is from 0.01 to 8.00');
		await app.press('enter');
		expect(sent).toEqual([]);
	});
});
