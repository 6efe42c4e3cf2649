import type { TestEngine } from '../../helpers/engine/provided.js';
import type { Scene } from '../../helpers/engine/scene.js';
import type { Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from '../plimsoll.js';

export const inSession = (terminal: Terminal): Promise<void> => terminal.until(() => !terminal.modes.alternateScreen);
/** Waits until the dashboard is drawn: from then on it also reads the keys. */
export const inDashboard = (terminal: Terminal): Promise<void> =>
	terminal.until(screen => terminal.modes.alternateScreen && screen.some(row => row.includes(' Containers ')));

type Options = Parameters<typeof openPlimsoll>[0];

/** Opens sessions on the containers of a scene, each by its keys. */
export function sessionDriver(engine: TestEngine, scene: () => Scene) {
	/** Opens the dashboard with a container selected. */
	async function openAt(word: string, options: Options = {}, open = openPlimsoll): Promise<Terminal> {
		const terminal = open({ host: engine.host, ...options });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene().nameOf(word));
		await terminal.until('· 1 found');
		return terminal;
	}

	/** Fills in the form of exec: the command, and the switch for a terminal. */
	async function exec(terminal: Terminal, command: string, tty: boolean): Promise<void> {
		await terminal.press('E');
		await terminal.until(/Exec in /);
		await terminal.press('ctrl-u');
		await terminal.type(command);
		await terminal.until(/docker exec -i/);
		// The form remembers its last values.
		const isOn = /docker exec -it/.test(terminal.screen().join('\n'));
		if (isOn !== tty) {
			await terminal.press('tab', 'space');
		}
		await terminal.until(tty ? /docker exec -it/ : /docker exec -i /);
		await terminal.press('enter');
	}

	/** Pastes a `docker run` line into the form of an image and submits it. */
	async function runLine(terminal: Terminal, line: string): Promise<void> {
		await terminal.press('2');
		await filter(terminal, engine.busybox.split(':')[0]!);
		await terminal.until(/2 Images.*· 1 found/);
		await terminal.press('r');
		await terminal.until(/Run plimsoll-test/);
		await terminal.paste(line);
		await terminal.until(/--network none/);
		await terminal.press('enter');
	}

	const runOf = (flags: string, command: string) =>
		`docker run ${flags} --label plimsoll-test=stage --network none ${engine.busybox} ${command}`;

	async function attach(terminal: Terminal): Promise<void> {
		await terminal.press('a');
		await terminal.until(/Attach to/);
		await terminal.press('enter');
		await inSession(terminal);
	}

	return { openAt, exec, runLine, runOf, attach };
}
