import { describe, expect, test } from 'vitest';
import { EngineError } from '../../../source/engine/errors.js';
import { commandsOf, openAt, toastsOf } from './driving.js';
import { containerNamed, fill, formOf, goToField, hostConfig, watched } from './run-driving.js';

describe('a run that does not go well', () => {
	test('keeps the form open with the engine’s words, and the next try replaces the container that did not start', async () => {
		let failing = true;
		const refused = () => (failing ? new EngineError('server', 'driver failed: port is already allocated') : undefined);
		const { engine, calls } = watched(refused);
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await fill(app, 'name', 'front');
		await app.press('enter');
		expect(app.text()).toContain('driver failed: port is already allocated');
		expect(app.text()).toContain('front was created but not started');
		expect(formOf(app)?.values.name).toBe('front');
		await app.until(() => containerNamed(app, 'front')?.state === 'created');
		failing = false;
		await app.press('enter');
		expect(calls).toEqual(['create', 'start', 'remove', 'create', 'start']);
		expect(app.state().modals).toEqual([]);
		await app.until(() => containerNamed(app, 'front')?.state === 'running');
		expect(commandsOf(app)).toEqual([
			'docker run -d --name front nginx:1.29 failed',
			'docker run -d --name front nginx:1.29 done',
		]);
	});

	test('offers to pull a missing image, then runs it', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await fill(app, 'image', 'hello/new:1');
		expect(app.text()).toContain('not on the engine: Enter offers to pull it');
		await app.press('enter');
		expect(app.text()).toContain('hello/new:1 is not on this engine');
		expect(app.text()).toContain('docker pull hello/new:1');
		await app.press('n');
		expect(formOf(app)?.message).toBe('hello/new:1 is not on this engine');
		expect(created).toEqual([]);
		await app.press('enter', 'y');
		await app.until(state => state.modals.length === 0);
		expect(created[0]?.body.Image).toBe('hello/new:1');
		expect(commandsOf(app)).toEqual(['docker pull hello/new:1 done', 'docker run -d hello/new:1 done']);
	});

	test('reacts only to Esc while it works, and shows the outcome after the user left the form', async () => {
		let release = () => {};
		const gate = new Promise<void>(resolve => {
			release = resolve;
		});
		const { engine, created } = watched();
		const { create } = engine.containers;
		Object.assign(engine.containers, {
			create: async (...args: Parameters<typeof create>) => {
				await gate;
				return create(...args);
			},
		});
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		app.runtime.key('enter');
		app.runtime.key('enter');
		app.runtime.key('x');
		await app.until(state => state.modals.some(modal => modal.kind === 'form' && modal.busy));
		await app.untilText('creating the container… · Esc closes, the work continues');
		app.runtime.key('escape');
		release();
		await app.runtime.idle();
		expect(created).toHaveLength(1);
		await app.until(state => state.toasts.some(toast => toast.text.includes('is running in the background')));
		expect(app.state().modals).toEqual([]);
	});
});

describe('in the background', () => {
	test('shows the name that the engine gave, and the URL to open', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await fill(app, 'publish', '8099:80');
		await app.press('enter');
		await app.until(state => state.modals.length === 0);
		const made = app
			.state()
			.lists.containers.items.find(({ ports }) => ports.some(({ hostPort }) => hostPort === 8099));
		expect(toastsOf(app)).toContain(`${made?.name} is running · http://localhost:8099/`);
	});
});

describe('in the foreground', () => {
	test('attaches before the start, gives the terminal to the container and shows the exit code', async () => {
		const { engine, calls, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await goToField(app, 'mode');
		await app.press('right');
		await goToField(app, 'rm');
		await app.press('space', 'enter');
		await app.until(() => app.attached.length === 1);
		expect(calls).toEqual(['create', 'attach', 'start']);
		expect(created[0]?.body).toMatchObject({ Tty: true, OpenStdin: true, StdinOnce: true, AttachStdin: true });
		expect(hostConfig(created[0]).AutoRemove).toBe(true);
		await app.until(state => state.toasts.some(toast => /^[a-z]+_[a-z]+ ended with exit code 0$/.test(toast.text)));
		expect(commandsOf(app)).toEqual(['docker run -it --rm nginx:1.29 done']);
	});
});

describe('create', () => {
	test('creates a container from the same form without starting it', async () => {
		const { engine, calls, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('c');
		expect(app.text()).toContain('$ docker create nginx:1.29');
		await fill(app, 'name', 'later');
		await app.press('enter');
		expect(calls).toEqual(['create']);
		expect(created[0]?.body).toMatchObject({ AttachStdout: true, AttachStdin: false });
		expect(containerNamed(app, 'later')?.state).toBe('created');
		expect(app.state().panes.containers.selected).toBe(containerNamed(app, 'later')?.id);
	});
});

describe('a shell in a new container', () => {
	test('starts the first shell that the image has', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'busybox', { engine });
		await app.press('e');
		await app.until(() => app.attached.length === 1);
		expect(created.map(({ body }) => body.Cmd)).toEqual([['bash'], ['ash']]);
		expect(hostConfig(created.at(-1)).AutoRemove).toBe(true);
		expect(commandsOf(app)[0]).toBe('docker run -it --rm busybox:latest ash done');
	});

	test('shows that the image has no shell, and offers other actions', async () => {
		const app = await openAt('images', 'pause');
		await app.press('e');
		await app.untilText('has no shell (tried bash, ash, sh)');
		await app.press('r');
		expect(app.text()).toContain('Run registry.k8s.io/pause:3.10');
		expect(toastsOf(app)).not.toContain('exit code');
	});
});
