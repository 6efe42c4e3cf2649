import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const module = pathToFileURL(path.resolve(import.meta.dirname, '../../source/terminal/jobs/job-control.ts')).href;

/** Runs a program in a session of its own, without a shell's job control; resolves to its output. */
async function inOwnSession(body: string): Promise<string> {
	const program = `const { createJobControl } = await import(${JSON.stringify(module)}); ${body}`;
	const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { detached: true });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', chunk => {
			output += chunk;
		});
	}
	await once(child, 'close');
	return output;
}

const jobs =
	"const heard = []; const jobs = createJobControl({ onStop: () => heard.push('stop'), onContinue: () => heard.push('continue') }); jobs.start();";

test('a group without a shell’s job control is not stopped, and `stop` resolves to false', async () => {
	const output = await inOwnSession(
		`${jobs} console.log([await jobs.stop(), await jobs.stop(), ...heard].join()); jobs.end();`,
	);
	expect(output).toBe('false,false\n');
});

test('a stop and a continuation from outside call the handlers', async () => {
	const output = await inOwnSession(`
		${jobs}
		for (const name of ['SIGTSTP', 'SIGCONT', 'SIGTSTP']) {
			const heardBefore = heard.length;
			process.kill(process.pid, name);
			while (heard.length === heardBefore) await new Promise(resolve => setImmediate(resolve));
		}
		console.log(heard.join());
		jobs.end();
	`);
	expect(output).toBe('stop,continue,stop\n');
});
