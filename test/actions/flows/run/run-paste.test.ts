import { describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { openAt } from '../driving.js';
import { boxOf, containerNamed, formOf, goToField, hostConfig, watched } from '../run-driving.js';

/** The refused line in the dialog that corrects it. */
function lineOf(app: Dashboard): unknown {
	const top = app.state().modals.at(-1);
	return top?.kind === 'form' ? top.values.line : undefined;
}

describe('a pasted docker run line', () => {
	const line = `$ sudo docker container run -itd --name=web2 \\
  -p 5000:80 -e "A=x,y 'q'" --env B='two
lines' -v "$PWD/x":/y --mount type=bind,src=/a,dst=/b --cap-add NET_ADMIN --entrypoint "" \\
  --init=false --restart on-failure:3 redis:7-alpine sh -c "echo hi"`;

	test('fills the form from any field, and the form shows the same line again', async () => {
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
			volume: ['/srv/app/x:/y', '--mount type=bind,src=/a,dst=/b'],
			entrypoint: "''",
			restart: 'on-failure:3',
			command: "sh -c 'echo hi'",
			other: ['--cap-add NET_ADMIN', '--init=false'],
		});
		expect(app.text()).toContain('B=two␊lines');
		expect(app.text()).toContain('┌ Run redis:7-alpine ─');
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

	test('takes the limit of the kernel’s memory, which an engine with API 1.42 does not have any more', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await app.paste('docker run -d --kernel-memory 1g nginx:latest');
		expect(formOf(app)?.leftOut).toEqual([]);
		await app.press('enter');
		expect(created).toHaveLength(1);
		expect(hostConfig(created[0])).not.toHaveProperty('KernelMemory');
	});

	test('lists unsupported flags, and runs only after a second Enter', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await app.paste('docker run -d --use-api-socket nginx:latest');
		expect(app.text()).toContain('Left out: --use-api-socket');
		await app.press('enter');
		expect(created).toEqual([]);
		expect(formOf(app)?.message).toBe('Left out: --use-api-socket\nPress Enter again to continue without it.');
		await app.press('enter');
		expect(created).toHaveLength(1);
	});

	test.each([
		['-p 70000:80', 'publish', 'invalid hostPort: 70000'],
		['-p localhost:8080:80', 'publish', 'invalid IP address: localhost'],
		['--memory 16384p', 'memory', "invalid size: '16384p'"],
		['--restart on-failure:99999999999999999999', 'restart', 'maximum retry count must be an integer'],
		['--network name=n,gw-priority=99999999999999999999', 'network', 'value out of range'],
		['--cpus two', 'cpus', 'failed to parse two as a rational number'],
		['-e =x', 'env', 'invalid environment variable: =x'],
		['--mount type=bind,src=/a', 'volume', 'target is required'],
		['--dns 10.0.0.300', 'other', 'IP address is not correctly formatted'],
		['--restart sometimes:x', 'restart', 'invalid restart policy format: maximum retry count must be an integer'],
	])('puts a value that docker refuses into its field with docker’s sentence: %s', async (flag, field, sentence) => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, columns: 200, rows: 60 });
		await app.press('r');
		await app.paste(`docker run ${flag} --name kept nginx`);
		const values = formOf(app)?.values;
		expect(String(values?.[field])).toContain(flag.split(' ')[1]);
		expect(values?.name).toBe('kept');
		await app.press('enter');
		expect(app.text()).toContain(sentence);
		expect(created).toEqual([]);
	});

	test.each([
		["--network ''", "--network ''"],
		["--restart ''", "--restart ''"],
		["-e ''", 'invalid environment variable: '],
		['--cpu-count 2', '"--cpu-count" is only supported on a Docker daemon running on windows'],
		['-t=maybe', 'invalid argument "maybe" for "-t, --tty" flag'],
	])('reports what the form cannot hold: %s', async (flag, said) => {
		const app = await openAt('images', 'nginx', { columns: 200, rows: 60 });
		await app.press('r');
		await app.paste(`docker run ${flag} nginx`);
		expect(formOf(app)?.message).toContain(said);
		expect(formOf(app)?.leftOut).not.toEqual([]);
	});

	test('expands what a shell expands, and stops at what only a shell can do', async () => {
		const app = await openAt('images', 'nginx', { cwd: '/srv/app' });
		await app.press('r');
		await app.paste('docker run -w "$(pwd)" -e OWNER=$NOBODY_SETS_THIS nginx | head -3');
		expect(formOf(app)?.values).toMatchObject({ workdir: '/srv/app', env: ['OWNER=$NOBODY_SETS_THIS'] });
		expect(formOf(app)?.leftOut).toEqual([
			'Ignored: | · head -3',
			'Not expanded: $NOBODY_SETS_THIS: NOBODY_SETS_THIS is not set here',
		]);
		expect(formOf(app)?.message).toContain('Expanded as in a shell: $(pwd)');
	});

	test.each([
		['docker ps', 'This is not a docker run or docker create command.'],
		['docker run --pod foo -d nginx', 'unknown flag: --pod'],
		["docker run -e 'A", 'unclosed single quote'],
		['docker run -d', "'docker run' requires at least 1 argument"],
	])('changes no field, shows the reason, and can be corrected: %s', async (line, why) => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		const before = formOf(app)?.values;
		await app.paste(line);
		expect(lineOf(app)).toBe(line);
		expect(app.text()).toContain('Correct the pasted line');
		expect(app.text()).toContain(why);
		await app.press('enter');
		expect(lineOf(app)).toBe(line);
		await app.press('escape');
		expect(formOf(app)?.values).toEqual(before);
	});

	test('fills the form when its refused line is corrected', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await app.paste('docker run -d --nmae web9 nginx:latest');
		expect(app.text()).toContain('unknown flag: --nmae');
		await app.press('home', ...Array<string>(17).fill('right'), 'delete', 'right');
		await app.type('m');
		await app.press('enter');
		expect(created).toEqual([]);
		expect(formOf(app)?.values).toMatchObject({ name: 'web9', image: 'nginx:latest' });
	});

	test('shows the command, the ports and the folder of its own image in the empty fields', async () => {
		const app = await openAt('images', 'nginx', { columns: 120, rows: 60 });
		await app.press('r');
		expect(boxOf(app)).toMatch(/Command +nginx -g 'daemon off;' /);
		await app.paste('docker run -d --user 0 redis:7-alpine');
		await app.untilText('CMD redis-server');
		expect(boxOf(app)).toMatch(/Command +redis-server /);
		expect(boxOf(app)).toMatch(/Working dir +\/data /);
		expect(boxOf(app)).toMatch(/Ports +host:container /);
		await goToField(app, 'publish');
		await app.untilText('→ fills in 6379:6379');
		await app.press('right');
		expect(formOf(app)?.values.publish).toEqual(['6379:6379']);
		await app.paste('docker run -d hello/new:1');
		expect(boxOf(app)).toMatch(/Command +│/);
		expect(boxOf(app)).toMatch(/Ports +host:container /);
	});

	test('keeps every digit of a number beyond 2^53', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, columns: 200, rows: 60 });
		await app.press('c');
		await app.paste(
			'docker create --name big --pids-limit 9007199254740993 --ulimit nofile=9007199254740993 nginx:latest',
		);
		expect(app.text()).toContain('--pids-limit 9007199254740993');
		await app.press('enter');
		await app.until(() => containerNamed(app, 'big')?.state === 'created');
		expect(hostConfig(created[0])).toMatchObject({
			PidsLimit: 9007199254740993n,
			Ulimits: [{ Hard: 9007199254740993n, Soft: 9007199254740993n }],
		});
		await app.press('i');
		await app.untilText('PidsLimit');
	});

	test('keeps all of a refused text, with its line ends, and replaces it by another paste', async () => {
		const app = await openAt('images', 'nginx', { columns: 200, rows: 60 });
		await app.press('r');
		await app.paste('docker run -d \\\n  --publsh 80:80 nginx');
		expect(lineOf(app)).toBe('docker run -d \\\n  --publsh 80:80 nginx');
		expect(app.text()).toContain('unknown flag: --publsh');
		await app.press('ctrl-u');
		await app.paste('docker run -d --publish 80:80 nginx');
		await app.press('enter');
		expect(formOf(app)?.values).toMatchObject({ publish: ['80:80'] });
	});

	test.each([
		'hello world',
		'FROM nginx\nCMD ls',
		'if true; then docker run -d nginx; fi',
		'ssh host docker run -d nginx',
	])('keeps a field for one word as it is, and says why: %j', async text => {
		const app = await openAt('images', 'nginx', { columns: 120, rows: 60 });
		await app.press('r');
		const before = formOf(app)?.values;
		await app.paste(text);
		expect(formOf(app)?.values).toEqual(before);
		expect(app.text()).toContain('not pasted: no docker command, and Image has no blanks');
	});

	test('stops at a docker create line, and names in the form of create that a run line is not started', async () => {
		const app = await openAt('images', 'nginx', { columns: 160, rows: 60 });
		await app.press('r');
		await app.paste('docker create nginx');
		expect(formOf(app)?.leftOut).toEqual(['Ignored: docker create. This form also starts the container.']);
		await app.press('escape', 'c');
		await app.paste('docker run -d nginx');
		expect(formOf(app)?.message).toContain('This form creates the container and does not start it.');
		expect(formOf(app)?.leftOut).toEqual([]);
	});

	test('puts other text into the field', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await goToField(app, 'env');
		await app.paste('A=1\nB=docker run\n\nC=3\n');
		expect(formOf(app)?.values.env).toEqual(['A=1', 'B=docker run', 'C=3']);
		await goToField(app, 'command');
		await app.paste('echo docker ps');
		expect(formOf(app)?.values.command).toBe('echo docker ps');
	});
});
