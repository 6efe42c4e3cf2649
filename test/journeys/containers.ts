import { describe, expect, test } from 'vitest';
import { commands, Journey, type Open, rowOf, toasts, untilRow } from './subject.js';

/** Tests of actions on containers, by keys, on any engine. */
export function containerJourneys(open: Open): void {
	const journey = new Journey(open);

	describe('a container', () => {
		test('is stopped and started with one key, restarted, paused and resumed', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			await app.press('s');
			await untilRow(app, name, row => row.state === 'exited');
			await app.press('s');
			await untilRow(app, name, row => row.state === 'running');
			const before = rowOf(app, name)?.startedAt;
			await app.press('r');
			await untilRow(app, name, row => row.state === 'running' && row.startedAt !== before);
			await app.press('p');
			await untilRow(app, name, row => row.state === 'paused');
			await app.press('p');
			await untilRow(app, name, row => row.state === 'running');
			expect(commands(app)).toEqual(
				['stop', 'start', 'restart', 'pause', 'unpause'].map(verb => `docker ${verb} ${name} done`),
			);
			expect(app.state().panes.containers.selected).toBe(rowOf(app, name)?.id);
		});

		test('gets the signal that is picked by its letters, and its exit code is shown', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			await app.press('K');
			await app.type('kil');
			expect(app.text()).toContain('SIGKILL');
			await app.press('enter');
			await untilRow(app, name, row => row.state === 'exited');
			await app.untilText(/\(137\)/);
			expect(commands(app)).toEqual([`docker kill --signal KILL ${name} done`]);
		});

		test('is renamed in a form, which keeps a refused name', async () => {
			const name = await journey.idle();
			const other = await journey.idle();
			const app = await journey.at(name);
			await app.press('R', 'ctrl-u');
			await app.type(other);
			await app.press('enter');
			await app.untilText(/already in use/);
			await app.press('ctrl-u');
			await app.type(`${name}x`);
			expect(app.text()).toContain(`$ docker rename ${name} ${name}x`);
			await app.press('enter');
			await untilRow(app, `${name}x`, row => row.state === 'running');
			expect(app.state().modals).toEqual([]);
			expect(commands(app)).toEqual([`docker rename ${name} ${other} failed`, `docker rename ${name} ${name}x done`]);
		});

		test('is removed only after a yes, and only by force while it runs', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			await app.press('d');
			expect(toasts(app)).toContain('stop it first, or remove it by force');
			expect(app.state().modals).toEqual([]);
			await app.press('s');
			await untilRow(app, name, row => row.state === 'exited');
			await app.press('d');
			expect(app.text()).toContain(`Remove container ${name}?`);
			expect(app.text()).toContain(`docker rm ${name}`);
			await app.press('escape');
			await app.press('d', 'enter');
			expect(rowOf(app, name), 'Enter alone does not destroy').toBeDefined();
			await app.press('d', 'y');
			await app.until(() => rowOf(app, name) === undefined);
			expect(commands(app).at(-1)).toBe(`docker rm ${name} done`);
			expect(commands(app)).toHaveLength(2);
		});

		test('is removed by force after a question that names what it would lose', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			await app.press('D');
			expect(app.text()).toContain('It is running and will be killed.');
			expect(app.text()).toContain(`docker rm --force --volumes ${name}`);
			await app.press('y');
			await app.until(() => rowOf(app, name) === undefined);
			expect(app.state().panes.containers.selected).toBeUndefined();
		});

		test('has the engine’s words shown when it is gone between key and request', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			const id = rowOf(app, name)?.id ?? '';
			await app.press('D');
			await journey.kit.engine.containers.remove(id, { force: true, volumes: true }, journey.kit.call);
			await app.until(() => rowOf(app, name) === undefined);
			await app.press('y');
			await app.until(() => toasts(app) !== '');
			expect(toasts(app)).toMatch(new RegExp(`Remove ${name}: No such container: ${id}`, 'i'));
			expect(commands(app)).toEqual([`docker rm --force --volumes ${name} failed`]);
		});

		test('can be marked with others, and actions apply to all of them', async () => {
			const names = [await journey.idle(), await journey.idle(), await journey.idle()];
			const app = await journey.at('plimsoll-contract-');
			await app.press('escape', '/');
			await app.type('plimsoll-contract-');
			await app.press('enter');
			const markAll = async () => {
				for (const name of names) {
					await app.press('/', 'ctrl-u');
					await app.type(name);
					await app.press('enter', 'space');
				}
				await app.press('/', 'ctrl-u');
				await app.type('plimsoll-contract-');
				await app.press('enter');
				expect(app.state().panes.containers.marks.size).toBe(3);
			};
			await markAll();
			await app.press('s');
			expect(app.state().panes.containers.marks.size).toBe(0);
			for (const name of names) {
				await untilRow(app, name, row => row.state === 'exited');
			}
			expect(commands(app)[0]).toMatch(/^docker stop (\S+ ){3}done$/);
			await markAll();
			await app.press('D');
			expect(app.text()).toContain('Remove 3 containers?');
			await app.press('y');
			await app.until(() => names.every(name => rowOf(app, name) === undefined));
			expect(app.state().panes.containers.marks.size).toBe(0);
		});

		test('has a question before attach that says how to leave, and that a container without input gets no Ctrl-c', async () => {
			const app = await journey.at(await journey.idle());
			await app.press('a');
			expect(app.text()).toContain('Ctrl-p Ctrl-q leaves it running.');
			expect(app.text()).toContain('It reads no input');
			await app.press('escape');
			expect(app.attached).toEqual([]);
		});

		test('can be read but not changed in read-only mode', async () => {
			const name = await journey.idle();
			const app = await journey.at(name, '1', { readOnly: true });
			for (const key of ['s', 'r', 'p', 'K', 'R', 'd', 'D', 'e', 'E', 'a']) {
				await app.press(key);
				expect([key, app.state().modals.length, toasts(app)]).toEqual([key, 0, expect.stringContaining('read-only')]);
			}
			expect(commands(app)).toEqual([]);
			expect(app.attached).toEqual([]);
			expect(rowOf(app, name)?.state).toBe('running');
		});
	});
}
