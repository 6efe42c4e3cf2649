import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { waitLimit } from '../limits/limits.js';
import { findProgram, searchPath } from './programs.js';

/** A program that serves until it is stopped. */
export type Daemon = { pid: number; stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> };

/**
 * Starts a program and resolves once `answers` is true. Rejects with the end of its log when it exits before that or at the
 * limit of this machine.
 */
export async function startDaemon(
	command: string,
	args: string[],
	options: { log: string; answers: () => Promise<boolean>; env?: Readonly<Record<string, string>> | undefined },
): Promise<Daemon> {
	const log = openSync(options.log, 'w');
	const child = spawn(...withParent(command, args), {
		stdio: ['ignore', log, log],
		env: { ...process.env, PATH: searchPath(), ...options.env },
	});
	closeSync(log);
	const spawned = new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
	const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
	await spawned;
	const killOnExit = () => child.kill('SIGTERM');
	process.once('exit', killOnExit);
	const daemon: Daemon = {
		pid: child.pid as number,
		async stop(signal = 'SIGTERM') {
			process.off('exit', killOnExit);
			child.kill(signal);
			const timer = setTimeout(() => child.kill('SIGKILL'), waitLimit());
			if (isRunning(child)) {
				await exited;
			}
			clearTimeout(timer);
		},
	};
	const until = performance.now() + waitLimit();
	while (isRunning(child) && performance.now() < until) {
		if (await options.answers().catch(() => false)) {
			return daemon;
		}
		await delay(25);
	}
	await daemon.stop();
	const words = readFileSync(options.log, 'utf8').trim().split('\n').slice(-3).join('\n');
	throw new Error(`${command} did not start: ${words}`);
}

/** With util-linux, the program ends with the test process, even if that is killed. */
function withParent(command: string, args: string[]): [string, string[]] {
	const setpriv = findProgram('setpriv');
	return setpriv === undefined ? [command, args] : [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]];
}

function isRunning(child: ChildProcess): boolean {
	return child.exitCode === null && child.signalCode === null;
}
