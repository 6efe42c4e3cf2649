import { expect, test } from 'vitest';
import { converse, failure, type Kit, read, readUntil } from './kit.js';

/** Exec and attach. */
export function entering(kit: Kit): void {
	test('executes a command and returns both streams and the exit code', async () => {
		const id = await kit.idle();
		expect(await kit.exec(id, ['sh', '-c', 'echo out; echo err >&2; exit 4'])).toEqual({
			stdout: 'out\n',
			stderr: 'err\n',
			code: 4,
		});
	});

	test('executes a command as a user, in a folder, with environment variables', async () => {
		const id = await kit.idle({ Env: ['A=1'] });
		expect((await kit.exec(id, ['id', '-u'], { user: '1000' })).stdout).toBe('1000\n');
		expect((await kit.exec(id, ['pwd'], { workdir: '/tmp' })).stdout).toBe('/tmp\n');
		expect((await kit.exec(id, ['sh', '-c', 'echo $A $B'], { env: ['B=2'] })).stdout).toBe('1 2\n');
	});

	test('sends the events create, start and die of an exec', async () => {
		const id = await kit.idle();
		const watch = await kit.watch(id);
		await kit.exec(id, ['sh', '-c', 'exit 9']);
		const actions = await watch.until('exec_die');
		expect(actions.map(action => action.split(':')[0])).toEqual(
			kit.expected.either(['exec_create', 'exec_start', 'exec_die'], ['exec_create', 'exec_die']),
		);
		expect(watch.seen.at(-1)?.attributes.exitCode).toBe('9');
	});

	test('gives an exec a terminal of the requested size, and resizes it', async () => {
		const id = await kit.idle();
		const session = await kit.engine.containers.exec(
			id,
			{ command: ['sh'], tty: true, stdin: true, size: { columns: 101, rows: 31 } },
			kit.call,
		);
		// An old engine answers before the process has a terminal to resize.
		const resized = () =>
			session.resize({ columns: 101, rows: 31 }).then(
				() => true,
				() => false,
			);
		await expect.poll(resized).toBe(true);
		session.write('stty size\r');
		await readUntil(session, '31 101');
		await session.resize({ columns: 55, rows: 12 });
		session.close();
	});

	test('runs a shell on a terminal until it exits', async () => {
		const id = await kit.idle();
		const session = await kit.engine.containers.exec(id, { command: ['sh'], tty: true, stdin: true }, kit.call);
		session.write('echo he"ll"o\r');
		session.write('exit 6\r');
		const { stdout, stderr, code } = await read(session);
		expect(stdout).toContain('hello\r\n');
		expect(stderr).toBe('');
		expect(code).toBe(6);
	});

	test('interrupts a command with Ctrl-C and ends a shell with Ctrl-D', async () => {
		const id = await kit.idle();
		const session = await kit.engine.containers.exec(id, { command: ['sh'], tty: true, stdin: true }, kit.call);
		// One process prints and waits: a Ctrl-C between two commands of a shell would not reach the second.
		session.write(`sh -c 'echo be"gi"n; exec sleep 500'\r`);
		const { stdout } = await converse(session, [
			{ after: 'begin\r\n', send: '\x03' },
			{ after: '^C', send: 'echo st"il"l\r' },
			{ after: 'still\r\n/ # ', send: '\x04' },
		]);
		expect(stdout).toContain('still\r\n');
	});

	test('passes standard input to a process and closes it', async () => {
		const id = await kit.idle();
		const session = await kit.engine.containers.exec(id, { command: ['cat'], tty: false, stdin: true }, kit.call);
		session.write('one\ntwo\n');
		session.end();
		expect(await read(session)).toEqual({ stdout: 'one\ntwo\n', stderr: '', code: 0 });
	});

	test('writes the engine’s error into the output when the image has no such shell', async () => {
		const id = await kit.idle();
		const { stdout, stderr, code } = await kit.exec(id, ['bash']);
		expect(stdout + stderr).toContain(kit.expected.either('OCI runtime exec failed: exec failed', 'exec failed'));
		expect(stdout + stderr).toContain('exec: "bash": executable file not found in $PATH');
		expect([126, 127]).toContain(code);
	});

	test('opens a session with mustStart only after the command has started', async () => {
		const id = await kit.idle();
		const start = (...command: string[]) =>
			kit.engine.containers.exec(id, { command, tty: false, stdin: true, mustStart: true }, kit.call);
		expect(await failure(start('bash'))).toMatchObject({
			kind: 'bad-request',
			message: kit.expected.words('exec: "bash": executable file not found in $PATH'),
		});
		// The command prints nothing before it gets input.
		const silent = await start('cat');
		silent.write('it\n');
		silent.end();
		expect(await read(silent)).toEqual({ stdout: 'it\n', stderr: '', code: 0 });
		// The command ends before the first inspect.
		for (const code of [0, 3, 127]) {
			expect(await read(await start('sh', '-c', `exit ${code}`))).toMatchObject({ code });
		}
	});

	test('refuses an exec in a container that does not run or does not exist', async () => {
		const id = await kit.create(['true']);
		expect(await failure(kit.exec(id, ['true']))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.message(`Container ${id} is not running`, `container ${id} is not running`),
		});
		expect(await failure(kit.exec(kit.name(), ['true']))).toMatchObject({ kind: 'not-found' });
	});

	test('attaches to a container before its start, as docker run does', async () => {
		const id = await kit.create(['sh', '-c', 'echo hello; exit 2']);
		const session = await kit.engine.containers.attach(id, { tty: false, stdin: false }, kit.call);
		await kit.engine.containers.start(id, kit.call);
		const { stdout } = await read(session);
		expect(stdout).toBe('hello\n');
		await expect(kit.engine.containers.wait(id, 'not-running', kit.call)).resolves.toBe(2);
	});

	test('attaches only the outputs that are asked for', async () => {
		const id = await kit.create(['sh', '-c', 'echo out; echo err >&2; exit 4']);
		const options = { tty: false, stdin: false, outputs: ['stderr'] } as const;
		const session = await kit.engine.containers.attach(id, options, kit.call);
		await kit.engine.containers.start(id, kit.call);
		expect(await read(session)).toEqual({ stdout: kit.expected.either('', 'out\n'), stderr: 'err\n', code: 4 });
	});

	test('has the exit code of a container that is attached without an output', async () => {
		const id = await kit.create(['sh', '-c', 'sleep 2; exit 3']);
		const session = await kit.engine.containers.attach(id, { tty: false, stdin: true, outputs: [] }, kit.call);
		await kit.engine.containers.start(id, kit.call);
		expect(await read(session)).toEqual({ stdout: '', stderr: '', code: 3 });
	});

	test('has the exit code of a container that is removed on exit', async () => {
		const id = await kit.create(['sh', '-c', 'exit 3'], {}, { AutoRemove: true });
		const session = await kit.engine.containers.attach(id, { tty: false, stdin: false, removes: true }, kit.call);
		await kit.engine.containers.start(id, kit.call);
		expect(await read(session)).toEqual({ stdout: '', stderr: '', code: 3 });
	});

	test('talks to an attached shell', async () => {
		const id = await kit.create(['sh'], { Tty: true, OpenStdin: true, AttachStdin: true, AttachStdout: true });
		const session = await kit.engine.containers.attach(id, { tty: true, stdin: true }, kit.call);
		await kit.engine.containers.start(id, kit.call);
		session.write('echo at"tach"ed\r');
		session.write('exit 5\r');
		expect((await read(session)).stdout).toContain('attached\r\n');
		await expect(kit.engine.containers.wait(id, 'not-running', kit.call)).resolves.toBe(5);
	});
}
