import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTerminal, type Terminal } from '../test/helpers/terminal/terminal.js';

/** A terminal program under measurement, and the keys that drive it. */
export type Subject = {
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** Keys that move the selection; undefined for a program without one. */
	readonly down?: string;
	readonly up?: string;
	/** Keys that show the log of a container, following; undefined for a program that shows none. */
	readonly logKeys?: (container: string) => readonly string[];
	/** A key whose answer can be seen while a log is shown. */
	readonly keyInLog?: string;
};

export const size = { columns: 120, rows: 40 } as const;

/** The built dashboard, in default settings. */
export function plimsoll(options: { node: readonly string[]; cli: string }): Subject {
	const [command = process.execPath, ...args] = options.node;
	return {
		name: 'plimsoll',
		command,
		args: [...args, path.resolve(options.cli)],
		env: {},
		down: 'j',
		up: 'k',
		logKeys: container => ['/', ...container, 'enter', 'l'],
		keyInLog: 't',
	};
}

/** Any other program, run by a shell; its selection moves by the arrow keys. */
export const peer = (command: string, logKeys: string | undefined): Subject => ({
	name: command.split(/\s/)[0]?.split('/').at(-1) ?? command,
	command: '/bin/sh',
	args: ['-c', `exec ${command}`],
	env: {},
	down: 'down',
	up: 'up',
	logKeys: logKeys === undefined ? undefined : () => logKeys.split(' '),
});

/** A plain command as a yardstick: `docker stats`, `docker logs -f`. */
export const command = (name: string, ...args: readonly string[]): Subject => ({
	name,
	command: args[0]!,
	args: args.slice(1),
	env: {},
});

/** A home folder without settings, in which Node keeps compiled code between two starts. */
const home = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-bench-home-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

/** The dashboard with a config file; JSON is YAML as well. */
export function withConfig(subject: Subject, config: Readonly<Record<string, unknown>>): Subject {
	const settings = mkdtempSync(path.join(home, 'config-'));
	mkdirSync(path.join(settings, 'plimsoll'));
	writeFileSync(path.join(settings, 'plimsoll', 'config.yaml'), JSON.stringify(config));
	return { ...subject, env: { ...subject.env, XDG_CONFIG_HOME: settings } };
}

/** Starts the program in a terminal of 120×40 with this engine in its environment. */
export function launch(subject: Subject, host: string | undefined, extra: readonly string[] = []): Terminal {
	return openTerminal({
		...size,
		command: subject.command,
		args: [...subject.args, ...extra],
		env: { HOME: home, ...(host === undefined ? {} : { DOCKER_HOST: host }), ...subject.env },
	});
}
