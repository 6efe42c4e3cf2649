import { quote } from '../../source/domain/command.js';
import { fill, formOf, select, taskEnded } from '../../test/story/keyboard.js';
import { openStage, type Stage } from './stage.js';

/** The screens and docker commands of the walkthrough, by name. */
export type Frames = Readonly<Record<string, string>>;

const registry = 'registry.example.com:5000';
const pushed = `${registry}/ada/helloworld:v1`;

/** Takes the journey by keys on the demo engine and keeps what was on screen along the way. */
export async function takeJourney(): Promise<Frames> {
	const frames: Record<string, string> = {};
	const stage = await openStage();
	try {
		for (const leg of [building, running, reaching, sharing, entering, keeping, limiting]) {
			await leg(stage, (name, text = stage.app.text()) => {
				frames[name] = text;
			});
		}
	} finally {
		stage.close();
	}
	return frames;
}

type Leg = (stage: Stage, keep: (name: string, text?: string) => void) => Promise<void>;

/** The command that the form on screen shows, on one line. */
const commandOf = ({ app }: Stage): string => {
	const { spec, values } = formOf(app);
	return quote(spec.command?.(values) ?? []);
};

const building: Leg = async (stage, keep) => {
	const { app } = stage;
	await stage.pass(5);
	keep('start');
	await app.press('2', 'b');
	await stage.pass(1);
	keep('build form');
	keep('build command', commandOf(stage));
	await app.press('enter');
	await taskEnded(app, 1);
	keep('built');
	await app.press('escape');
	await select(app, '2', 'helloworld:latest');
	await stage.pass(1);
	keep('image');
};

const running: Leg = async (stage, keep) => {
	const { app } = stage;
	await app.press('r');
	await fill(app, { name: 'hello', publish: '5000:80' });
	keep('run form');
	keep('run command', commandOf(stage));
	await app.press('enter');
	await stage.pass(6);
	keep('running');
	await select(app, '2', 'helloworld:latest');
	await app.press('r');
	await fill(app, { name: 'hello-once', command: 'python --version', mode: '', publish: [] });
	keep('other command', commandOf(stage));
	await app.press('escape');
};

const reaching: Leg = async (stage, keep) => {
	const { app } = stage;
	await select(app, '1', 'hello');
	for (let steps = 0; !app.text().includes('[Network]') && steps < 8; steps++) {
		await app.press('right');
	}
	await stage.pass(1);
	keep('network');
};

const sharing: Leg = async (stage, keep) => {
	const { app } = stage;
	await app.press('escape', 'L');
	await fill(app, { registry, username: 'ada', password: 'not shown' });
	keep('login');
	keep('login command', commandOf(stage));
	await app.press('enter');
	await app.until(({ modals }) => modals.length === 0);
	// The toast names the file of the password, which differs between machines.
	await stage.pass(20);
	await select(app, '2', 'helloworld:latest');
	await app.press('t');
	await fill(app, { reference: pushed });
	keep('tag');
	keep('tag command', commandOf(stage));
	await app.press('enter');
	await stage.pass(1);
	await app.press('P');
	await fill(app, { reference: pushed });
	keep('push command', commandOf(stage));
	await app.press('enter');
	await taskEnded(app, 2);
	keep('pushed');
	await app.press('escape', 'escape', 'p');
	await fill(app, { reference: pushed });
	keep('pull command', commandOf(stage));
	await app.press('escape');
};

const entering: Leg = async (stage, keep) => {
	const { app, driver } = stage;
	await select(app, '1', 'hello');
	driver.next(async seat => {
		const lines = ['ps', 'echo "I was here" > note.txt', 'cat note.txt', 'exit'];
		for (const [index, line] of lines.entries()) {
			// The prompt is printed again after every line.
			await seat.until(new RegExp(`(# [^#]*){${index + 1}}$`));
			seat.type(`${line}\r`);
		}
	});
	await app.press('e');
	await stage.pass(1);
	keep('shell', (driver.sessions.at(-1) ?? '').replace(/\r/g, '').trimEnd());
	keep('shell command', quote(app.state().commands.at(-1)?.command ?? []));
	await app.press('c');
	await fill(app, { reference: 'helloworld:noted', message: 'with a note in it' });
	keep('commit');
	keep('commit command', commandOf(stage));
	await app.press('enter');
	await taskEnded(app, 3);
	await app.press('escape');
};

const keeping: Leg = async (stage, keep) => {
	const { app } = stage;
	await select(app, '2', 'helloworld:latest');
	await app.press('r');
	await fill(app, {
		name: 'keeper',
		publish: [],
		mode: '-d',
		command: '',
		volume: ['/test', '/home/ada/letters:/letters'],
	});
	keep('volume command', commandOf(stage));
	await app.press('enter');
	await stage.pass(3);
	await select(app, '1', 'keeper');
	for (let steps = 0; !app.text().includes('[Mounts]') && steps < 8; steps++) {
		await app.press('right');
	}
	await stage.pass(1);
	keep('mounts');
};

const limiting: Leg = async (stage, keep) => {
	const { app } = stage;
	await select(app, '2', 'helloworld:latest');
	await app.press('r');
	await fill(app, {
		name: 'loaded',
		publish: [],
		volume: [],
		memory: '300M',
		'cpu-period': '100000',
		'cpu-quota': '20000',
	});
	keep('limit command', commandOf(stage));
	await app.press('enter');
	await stage.pass(10);
	await select(app, '1', 'loaded');
	await app.press('m');
	await stage.pass(50);
	keep('gauge');
	await app.press('escape', 'u');
	await fill(app, { memory: '512m', memorySwap: '1g', cpuQuota: '50000' });
	keep('limits');
	keep('update command', commandOf(stage));
	await app.press('enter');
	await stage.pass(5);
};
