import { actionTable } from '../../../source/actions/table/table.js';
import { mix, pick } from '../../../source/engine/demo/world/random.js';

export const typed = (text: string) => [...text].map(character => (character === ' ' ? 'space' : character));
const filtered = (text: string, ...keys: readonly string[]) => [
	...['/', 'ctrl-u', ...typed(text), 'enter', ...keys],
	...['escape', 'escape', '/', 'ctrl-u', 'enter'],
];
/** A pause, in which requests can be answered. */
const wait = (steps: number) => Array<string>(steps).fill('');

/** Keys that change nothing on the engine, whatever is open. */
const looks = actionTable
	.filter(({ mutates, id }) => !mutates && !/^(quit|suspend|host|clean-up|registries)/.test(id))
	.flatMap(({ keys }) => keys);

/** The user's actions, each with the number of earlier actions as its argument. */
const userActions: readonly ((count: number) => readonly string[])[] = [
	() => ['1', ...typed('jjjjjkkkGg'), 'pagedown', 'pageup'],
	() => ['1', ...Array<string>(8).fill(']'), '2', ']', ']', '3', ']', ']', '4', ']', ']', '1', '['],
	() => ['tab', 'z', 'z', 'z', 'shift-tab'],
	() => ['1', ...filtered('web', 'n', 'N')],
	() => ['1', 'o', 'j', 'enter', ...wait(10), 'O', 'O'],
	() => ['1', 'space', 'j', 'space', '*', '*', 'escape'],
	() => ['?', 'j', 'escape', ':', ...typed('zoom'), 'enter', 'z', 'z', '@', 'j', 'escape', 'v', 'j', 'escape'],
	() => [
		'1',
		'l',
		...wait(5),
		't',
		'w',
		'f',
		'/',
		...typed('GET'),
		'enter',
		'&',
		'enter',
		'n',
		'N',
		...wait(5),
		'&',
		'backspace',
		'enter',
		'f',
	],
	() => ['1', 'j', 'l', ...wait(5), '2', ...wait(3), '6', ...wait(3), '1', ...wait(3), '0', 'h', 'l', 'escape'],
	() => ['1', 'm', ...wait(5), 't', ...wait(5), 'i', '/', ...typed('Env'), 'enter', 'n', 'escape', 'escape'],
	() => ['1', 'g', 'e', ...wait(10)],
	() => ['1', 'E', 'ctrl-u', ...typed('ls'), 'enter', ...wait(10)],
	() => ['1', 'j', 'a', 'enter', ...wait(10)],
	() => ['1', 'p', ...wait(2), 'p', ...wait(2)],
	() => ['1', 's', 'y', ...wait(5), 's', ...wait(5), 'r', 'y', ...wait(5)],
	() => ['1', ...filtered('soak', 'd', 'y', ...wait(3), 'D', 'y', ...wait(3))],
	count => ['1', ...filtered('soak', 'R', 'ctrl-u', ...typed(`soak-r${count}`), 'enter', ...wait(3))],
	() => ['1', 'K', 'enter', 'y', ...wait(3)],
	() => ['1', 'u', 'down', 'down', 'x', 'escape'],
	count => ['1', 'c', 'ctrl-u', ...typed(`soak/c${count}`), 'enter', ...wait(5)],
	count => ['2', 't', 'ctrl-u', ...typed(`soak/t${count}`), 'enter', ...wait(3)],
	count => ['2', 'p', 'ctrl-u', ...typed(`soak/p${count}`), 'enter', ...wait(8), 'enter', 'enter', 'escape'],
	count => ['2', 'p', 'ctrl-u', ...typed(`soak/q${count}`), 'enter', ...wait(3), 'c', ...wait(2), 'escape', 'escape'],
	count => ['2', 'p', 'ctrl-u', ...typed(`missing/q${count}`), 'enter', ...wait(5)],
	() => ['2', ...filtered('soak', 'P', 'enter', ...wait(20), 'escape'), 'T', 'enter', 'j', 'escape', 'escape'],
	count => ['2', 'b', 'ctrl-u', ...typed(`/demo/${count % 5}`), 'enter', ...wait(20)],
	count => ['2', 'g', 'r', ...wait(2), 'down', 'ctrl-u', ...typed(`soak-run${count}`), 'enter', ...wait(10)],
	() => ['2', ...filtered('soak', '*', 'D', 'y', ...wait(3))],
	count => [
		'3',
		'c',
		'ctrl-u',
		...typed(`soak-v${count}`),
		'enter',
		...wait(3),
		...filtered('soak', '*', 'd', 'y', ...wait(3)),
	],
	count => [
		'4',
		'c',
		'ctrl-u',
		...typed(`soak-n${count}`),
		'enter',
		...wait(3),
		...filtered('soak', '*', 'd', 'y', ...wait(3)),
	],
	() => ['1', 'y', 'n', 'L', 'escape', 'X', ...wait(3), 'escape', 'C', ...wait(2), 'escape', 'ctrl-r', 'ctrl-l'],
];

/** Generates an endless sequence of keys, equal for equal seeds; an empty key is a pause. */
export function* keyboard(seed: number): Generator<string> {
	for (let count = 1; ; count++) {
		yield* pick(userActions, mix(seed, count))(count);
		// Press an unrelated key, and close whatever it has opened.
		yield pick(looks, mix(seed + 1, count));
		yield* Array<string>(6).fill('escape');
	}
}
