import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** Returns the path of another version of Node, from npm. In another folder, as ours forbids the package's install script. */
export function nodeOf(version: string): string {
	const args = ['--yes', '--package', `node@${version}`, '--', 'node', '-p', 'process.execPath'];
	const find = () => execFileSync('npx', args, { encoding: 'utf8', cwd: os.tmpdir() }).trim();
	// The package downloads its program during the install, too late for the first run.
	find();
	const file = find();
	const got = execFileSync(file, ['--version'], { encoding: 'utf8' });
	if (!got.startsWith(`v${version}`)) {
		throw new Error(`npx gave Node ${got.trim()} where ${version} was asked for`);
	}
	return file;
}
