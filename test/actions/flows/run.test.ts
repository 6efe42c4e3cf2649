import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { CreateSpec, Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { commandsOf, openAt, toastsOf } from './driving.js';
import { boxOf, containerNamed, fill, formOf, goToField } from './run-driving.js';

/** The demo engine, noting what is created; `fail` may refuse a start. */
function watched(fail?: () => Error | undefined): { engine: Engine; created: CreateSpec[]; calls: string[] } {
	const engine = createDemoEngine({ latency: 0 });
	const created: CreateSpec[] = [];
	const calls: string[] = [];
	const { create, start, attach, remove } = engine.containers;
	Object.assign(engine.containers, {
		create: (...args: Parameters<typeof create>) => {
			created.push(args[0]);
			calls.push('create');
			return create(...args);
		},
		attach: (...args: Parameters<typeof attach>) => {
			calls.push('attach');
			return attach(...args);
		},
		start: async (...args: Parameters<typeof start>) => {
			calls.push('start');
			const failure = fail?.();
			if (failure) throw failure;
			return start(...args);
		},
		remove: (...args: Parameters<typeof remove>) => {
			calls.push('remove');
			return remove(...args);
		},
	});
	return { engine, created, calls };
}

const hostConfig = (spec: CreateSpec | undefined) => spec?.body.HostConfig as Record<string, unknown>;

describe('the run form', () => {
	it('shows what the image runs and exposes, and the line that Enter runs', async () => {
		const app = await openAt('images', 'nginx', { columns: 80, rows: 24 });
		await app.press('r');
		expect(app.text()).toContain("nginx:1.29 runs nginx -g 'daemon off;' · exposes 80/tcp");
		expect(app.text()).toContain('$ docker run -d nginx:1.29');
		await expect(boxOf(app)).toMatchFileSnapshot('../../frames/run-form-80x24.txt');
	});

	it('unfolds, scrolls with the cursor and lays offers over the fields', async () => {
		const app = await openAt('images', 'nginx', { columns: 80, rows: 24, cwd: '/' });
		await app.press('r');
		await fill(app, 'publish', '80:80');
		await fill(app, 'network', 'sh');
		await expect(boxOf(app)).toMatchFileSnapshot('../../frames/run-form-unfolded-80x24.txt');
	});

	it('shows all of a filled form in a larger window', async () => {
		const app = await openAt('images', 'nginx', { cwd: '/srv' });
		await app.press('r');
		await app.paste(
			"docker run -it --name web -p 80:80 -p 8443:443 -e 'A=1,2' -v ~/x:/y -v data:/data -m 1x --cpus 99 --cap-add SYS_TIME --cidfile /x nginx:latest nginx-debug",
		);
		await expect(boxOf(app)).toMatchFileSnapshot('../../frames/run-form-120x40.txt');
	});

	it('runs detached with every field filled in, and shows the new container with its log', async () => {
		const { engine, created, calls } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await fill(app, 'name', 'front');
		await fill(app, 'command', `sh -c "echo 'hi'; sleep 9"`);
		await fill(app, 'publish', '5000:80', '127.0.0.1:5443:443/udp');
		await fill(app, 'env', 'A=1,2', "B=it's", 'HOME');
		await fill(app, 'volume', '/test', '/home:/home:ro', 'data:/data', '--tmpfs /run:size=64m');
		await fill(app, 'cpu-period', '100000');
		await fill(app, 'cpu-quota', '20000');
		await fill(app, 'memory', '300M');
		await fill(app, 'label', 'com.example.team=core');
		await fill(app, 'other', '--cap-add NET_ADMIN', '--shm-size=1g');
		await goToField(app, 'init');
		await app.press('space');
		await goToField(app, 'restart');
		await app.press('right', 'enter');
		expect(calls).toEqual(['create', 'start']);
		expect(created[0]?.name).toBe('front');
		expect(created[0]?.body).toMatchObject({
			Image: 'nginx:1.29',
			Cmd: ['sh', '-c', "echo 'hi'; sleep 9"],
			Env: ['A=1,2', "B=it's", 'HOME'],
			Volumes: { '/test': {} },
			Labels: { 'com.example.team': 'core' },
		});
		expect(hostConfig(created[0])).toMatchObject({
			Binds: ['/home:/home:ro', 'data:/data'],
			Tmpfs: { '/run': 'size=64m' },
			PortBindings: {
				'80/tcp': [{ HostIp: '', HostPort: '5000' }],
				'443/udp': [{ HostIp: '127.0.0.1', HostPort: '5443' }],
			},
			Memory: 314572800,
			CpuPeriod: 100000,
			CpuQuota: 20000,
			CapAdd: ['CAP_NET_ADMIN'],
			ShmSize: 1073741824,
			Init: true,
			RestartPolicy: { Name: 'always' },
		});
		expect(app.state().modals).toEqual([]);
		expect(app.state().pane).toBe('containers');
		expect(app.state().panes.containers.selected).toBe(containerNamed(app, 'front')?.id);
		expect(app.state().panes.containers.tab).toBe('logs');
		expect(app.state().commands.map(({ command }) => command.slice(0, 5).join(' '))).toEqual([
			'docker run -d --name front',
		]);
		expect(app.state().commands[0]?.command).toContain('--cap-add');
	});

	it('warns of a taken port, name and unknown network beside the field, before the run', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await fill(app, 'publish', '80:80');
		expect(app.text()).toContain('port 80 is taken by proxy');
		await fill(app, 'name', 'proxy');
		expect(app.text()).toContain('taken by a container (running)');
		await fill(app, 'network', 'nowhere');
		expect(app.text()).toContain('there is no such network');
	});

	it('offers the exposed port on a free host port, and takes it with the right arrow', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await goToField(app, 'publish');
		await app.press('right');
		expect(formOf(app)?.values.publish).toEqual(['8081:80']);
		await fill(app, 'publish', '5000:');
		await app.press('tab');
		expect(formOf(app)?.values.publish).toEqual(['5000:80']);
	});

	it('says what is wrong beside the field as it is typed, and goes to it on Enter', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await fill(app, 'memory', '3x');
		expect(app.text()).toContain("invalid suffix: 'x'");
		await fill(app, 'publish', '99999:80');
		expect(app.text()).toContain('invalid hostPort: 99999');
		await goToField(app, 'image');
		await app.press('enter');
		expect(formOf(app)?.spec.fields[formOf(app)!.field]?.name).toBe('publish');
		await fill(app, 'publish', '');
		await fill(app, 'memory', '300m');
		await fill(app, 'other', '--cidfile /x');
		expect(app.text()).toContain('--cidfile is not supported');
		await fill(app, 'other', '--cap-add');
		expect(app.text()).toContain('flag needs an argument: --cap-add');
		await fill(app, 'other', 'NET_ADMIN');
		expect(app.text()).toContain('a flag such as --cap-add NET_ADMIN');
	});

	it('refuses what docker refuses in flags that are fine one by one', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await goToField(app, 'restart');
		await app.press('right');
		await goToField(app, 'rm');
		await app.press('space');
		expect(app.text()).toContain('conflicting options: cannot specify both --restart');
		await app.press('enter');
		expect(created).toEqual([]);
	});

	it('completes volumes, paths and networks', async () => {
		const cwd = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-run-'));
		writeFileSync(path.join(cwd, 'settings.env'), 'FROM_FILE=yes\n# no\nHOME\n');
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, cwd, env: { HOME: '/home/me', DOCKER_CONFIG: cwd } });
		await app.press('r');
		await fill(app, 'volume', 'shop_d');
		expect(formOf(app)?.completion?.items).toContain('shop_db:');
		await app.press('tab');
		expect(formOf(app)?.values.volume).toEqual(['shop_db:']);
		await app.type('/data');
		await fill(app, 'volume', 'shop_db:/data', `${cwd}/set`);
		await app.untilText('settings.env');
		await app.press('tab');
		await app.type(':/env:ro');
		await fill(app, 'env-file', './set');
		await app.untilText('Tab takes it');
		await app.press('tab');
		expect(formOf(app)?.values['env-file']).toEqual(['./settings.env']);
		await fill(app, 'network', 'container:pro');
		await app.press('tab', 'ctrl-u', 'enter');
		expect(hostConfig(created[0]).Binds).toEqual(['shop_db:/data', `${cwd}/settings.env:/env:ro`]);
		expect(created[0]?.body.Env).toEqual(['FROM_FILE=yes', 'HOME=/home/me']);
	});

	it('keeps the form open with docker’s words when an env file cannot be read', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, cwd: os.tmpdir() });
		await app.press('r');
		await fill(app, 'env-file', '/nowhere/.env');
		await app.press('enter');
		await app.untilText('open /nowhere/.env: no such file or directory');
		expect(created).toEqual([]);
	});

	it('remembers its values when it is left, and forgets the name once it was used', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await fill(app, 'name', 'front');
		await fill(app, 'env', 'A=1');
		await app.press('escape', 'r');
		expect(formOf(app)?.values).toMatchObject({ name: 'front', env: ['A=1'] });
		await app.press('enter');
		expect(containerNamed(app, 'front')).toBeDefined();
		await app.press('2', 'r');
		expect(formOf(app)?.values).toMatchObject({ name: '', env: ['A=1'] });
		await app.press('escape', 'escape', '/');
		await app.type('redis');
		await app.press('enter', 'r');
		expect(formOf(app)?.values).toMatchObject({ image: 'redis:7-alpine', env: [] });
	});
});

describe('a pasted docker run line', () => {
	const line = `$ sudo docker container run -itd --name=web2 \\
  -p 5000:80 -e "A=x,y 'q'" --env B='two
lines' -v "$PWD/x":/y --mount type=bind,src=/a,dst=/b --cap-add NET_ADMIN --entrypoint "" \\
  --init=false --restart on-failure:3 redis:7-alpine sh -c "echo hi"`;

	it('fills the form from any field, and the same line comes out again', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, cwd: '/srv/app' });
		await app.press('r', 'down', 'down', 'down');
		await app.paste(line);
		expect(formOf(app)?.values).toMatchObject({
			image: 'redis:7-alpine',
			name: 'web2',
			mode: '-dit',
			publish: ['5000:80'],
			env: ["A=x,y 'q'", 'B=two\nlines'],
			volume: ['$PWD/x:/y', '--mount type=bind,src=/a,dst=/b'],
			entrypoint: "''",
			restart: 'on-failure:3',
			command: "sh -c 'echo hi'",
			other: ['--cap-add NET_ADMIN', '--init=false'],
		});
		expect(app.text()).toContain('B=two␊lines');
		await app.press('enter');
		expect(created[0]?.body).toMatchObject({
			Image: 'redis:7-alpine',
			Cmd: ['sh', '-c', 'echo hi'],
			Entrypoint: [''],
			Env: ["A=x,y 'q'", 'B=two\nlines'],
			Tty: true,
			OpenStdin: true,
		});
		expect(hostConfig(created[0])).toMatchObject({ Binds: ['/srv/app/x:/y'], CapAdd: ['CAP_NET_ADMIN'], Init: false });
	});

	it('names what is not supported, and runs only when it was said', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await app.paste('docker run -d --cidfile /tmp/id -p nonsense nginx:latest');
		expect(app.text()).toContain('Not taken over: --cidfile /tmp/id');
		expect(app.text()).toContain('nonsense');
		await app.press('enter');
		expect(created).toEqual([]);
		expect(formOf(app)?.message).toBe(
			'--cidfile /tmp/id · invalid containerPort: nonsense: not supported and left out; Enter again goes on without',
		);
		await app.press('enter');
		expect(created).toHaveLength(1);
	});

	it('says what the shell would have filled in', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await app.paste('docker run -e USER=$USER -v ~/x:/y nginx');
		expect(app.text()).toContain('$USER is left as it is: the shell would fill it in');
	});

	it('leaves other text to the field', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await goToField(app, 'env');
		await app.paste('A=1\nB=docker run\n\nC=3\n');
		expect(formOf(app)?.values.env).toEqual(['A=1', 'B=docker run', 'C=3']);
		await goToField(app, 'command');
		await app.paste('docker ps');
		expect(formOf(app)?.values.command).toBe('docker ps');
	});
});

describe('a run that does not go well', () => {
	it('keeps the form with the engine’s words; the next try replaces what was left behind', async () => {
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

	it('offers to pull a missing image, then runs it', async () => {
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

	it('hears nothing but Esc while it works, and tells the outcome of a form that was left', async () => {
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
		expect(app.text()).toContain('working… · Esc leaves, the work goes on');
		app.runtime.key('escape');
		release();
		await app.runtime.idle();
		expect(created).toHaveLength(1);
		await app.until(state => state.toasts.some(toast => toast.text.includes('goes on without you')));
		expect(app.state().modals).toEqual([]);
	});
});

describe('in the foreground', () => {
	it('attaches before it starts, lends the terminal and tells the exit code', async () => {
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
		await app.until(state => state.toasts.some(toast => toast.text.includes('ended with exit code 0')));
		expect(commandsOf(app)).toEqual(['docker run -it --rm nginx:1.29 done']);
	});
});

describe('create', () => {
	it('creates without starting, by the same form', async () => {
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
	it('takes the first shell that the image has', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'busybox', { engine });
		await app.press('e');
		await app.until(() => app.attached.length === 1);
		expect(created.map(({ body }) => body.Cmd)).toEqual([['bash'], ['ash']]);
		expect(hostConfig(created.at(-1)).AutoRemove).toBe(true);
		expect(commandsOf(app)[0]).toBe('docker run -it --rm busybox:latest ash done');
	});

	it('says so when there is none, and offers ways on', async () => {
		const app = await openAt('images', 'pause');
		await app.press('e');
		await app.untilText('has no shell (tried bash, ash, sh)');
		await app.press('r');
		expect(app.text()).toContain('Run registry.k8s.io/pause:3.10');
		expect(toastsOf(app)).not.toContain('exit code');
	});
});
