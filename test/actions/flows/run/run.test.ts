import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tabOf } from '../../../../source/state/selectors.js';
import { openAt } from '../driving.js';
import { boxOf, containerNamed, fill, formOf, goToField, hostConfig, watched } from '../run-driving.js';

describe('the run form', () => {
	test('shows the command and the ports of the image, and the line that Enter runs', async () => {
		const app = await openAt('images', 'nginx', { columns: 80, rows: 24 });
		await app.press('r');
		expect(app.text()).toContain("ENTRYPOINT none · CMD nginx -g 'daemon off;' · exposes 80/tcp");
		expect(app.text()).toContain('$ docker run -d nginx:1.29');
		await expect(boxOf(app)).toMatchFileSnapshot('../../../frames/run-form-80x24.txt');
	});

	test('shows the facts of the image that it names, typed or pasted, and none of an unknown one', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		const facts = async () => {
			// Drawing the form starts the request for the facts.
			app.text();
			await app.runtime.idle();
			return /ENTRYPOINT .*?(?= *│)/.exec(boxOf(app))?.[0];
		};
		expect(await facts()).toContain('CMD nginx');
		await fill(app, 'image', 'postgres:16');
		expect(await facts()).toContain('ENTRYPOINT docker-entrypoint.sh · CMD postgres · exposes 5432/tcp');
		await fill(app, 'image', 'postgres:1');
		expect(await facts()).toBeUndefined();
		await app.paste('docker run -d redis:7-alpine');
		expect(await facts()).toContain('redis-server');
		await app.paste('docker run -d no/such:image');
		expect(await facts()).toBeUndefined();
		await app.paste('docker run -d nginx:1.29');
		expect(await facts()).toContain('CMD nginx');
	});

	test('unfolds, scrolls with the cursor and names completions below the fields', async () => {
		const app = await openAt('images', 'nginx', { columns: 80, rows: 24, cwd: '/' });
		await app.press('r');
		await fill(app, 'publish', '80:80');
		await fill(app, 'network', 'sh');
		await expect(boxOf(app)).toMatchFileSnapshot('../../../frames/run-form-unfolded-80x24.txt');
	});

	test('shows a whole filled form in a larger terminal', async () => {
		const app = await openAt('images', 'nginx', { cwd: '/srv', env: { HOME: '/home/me' } });
		await app.press('r');
		await app.paste(
			"docker run -it --name web -p 80:80 -p 8443:443 -e 'A=1,2' -v ~/x:/y -v data:/data -m 1x --cpus 99 --cap-add SYS_TIME --use-api-socket nginx:latest nginx-debug",
		);
		await expect(boxOf(app)).toMatchFileSnapshot('../../../frames/run-form-120x40.txt');
	});

	test('runs detached with every field filled in, and shows the new container with its log', async () => {
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
		await app.until(state => tabOf(state, 'containers') === 'logs');
		expect(app.state().commands.map(({ command }) => command.slice(0, 5).join(' '))).toEqual([
			'docker run -d --name front',
		]);
		expect(app.state().commands[0]?.command).toContain('--cap-add');
	});

	test('warns about a taken port, a taken name and an unknown network beside the field', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await fill(app, 'publish', '80:80');
		expect(app.text()).toContain('port 80 is taken by proxy');
		await fill(app, 'name', 'proxy');
		expect(app.text()).toContain('taken by a container (running)');
		await fill(app, 'network', 'nowhere');
		expect(app.text()).toContain('there is no such network');
	});

	test('offers the exposed port on a free host port, and completes it with the right arrow', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await goToField(app, 'publish');
		await app.press('right');
		expect(formOf(app)?.values.publish).toEqual(['8081:80']);
		await fill(app, 'publish', '5000:');
		await app.press('tab');
		expect(formOf(app)?.values.publish).toEqual(['5000:80']);
	});

	test('shows errors beside the field while the user types, and moves the cursor to the first on Enter', async () => {
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
		await fill(app, 'other', '--use-api-socket');
		expect(app.text()).toContain('--use-api-socket is not supported');
		await fill(app, 'other', '--cap-add');
		expect(app.text()).toContain('flag needs an argument: --cap-add');
		await fill(app, 'other', 'NET_ADMIN');
		expect(app.text()).toContain('a flag such as --cap-add NET_ADMIN');
	});

	test('refuses flags that docker refuses only together', async () => {
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

	test('completes volumes, paths and networks', async () => {
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
		await app.untilText('Tab fills in ./settings.env');
		await app.press('tab');
		expect(formOf(app)?.values['env-file']).toEqual(['./settings.env']);
		await fill(app, 'network', 'container:pro');
		await app.press('tab', 'ctrl-u', 'enter');
		expect(hostConfig(created[0]).Binds).toEqual(['shop_db:/data', `${cwd}/settings.env:/env:ro`]);
		expect(created[0]?.body.Env).toEqual(['FROM_FILE=yes', 'HOME=/home/me']);
	});

	test('keeps the form open with docker’s words when an env file cannot be read', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, cwd: os.tmpdir() });
		await app.press('r');
		await fill(app, 'env-file', '/nowhere/.env');
		await app.press('enter');
		await app.untilText('open /nowhere/.env: no such file or directory');
		expect(created).toEqual([]);
	});

	test('remembers its values when the user leaves it, and forgets the name after a run', async () => {
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
