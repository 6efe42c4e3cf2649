import type { PresetName } from '../domain/text/key-preset.js';

type Keys = Readonly<Record<string, readonly string[]>>;

/** The verbs that remove something, which k9s has on Ctrl-d (with a question) and Ctrl-k. */
const removeLikeK9s = (noun: string): Keys => ({
	[`${noun}.remove`]: ['ctrl-d'],
	[`${noun}.force-remove`]: ['ctrl-k', 'D'],
});

/**
 * The keys of other programs by action id, where they differ from plimsoll's own. An action whose key another one needs gets a
 * free key; a key that screen texts name stays beside the new one. Keys of dialogs and text fields stay as they are.
 */
export const presets: Readonly<Record<PresetName, Keys>> = {
	// Source: jesseduffield/lazydocker docs/keybindings/Keybindings_en.md
	lazydocker: {
		menu: ['enter', 'x'],
		'container.logs': ['m', 'l'],
		'container.stats': [],
		'container.shell': ['E'],
		'container.exec': [],
		'container.all': ['e', 'A'],
		'compose.logs': ['m', 'l'],
		'compose.stats': [],
		'compose.shell': ['E'],
		'compose.exec': [],
		'compose.all': ['e', 'A'],
		'compose.start': ['S'],
		'compose.rm': ['d'],
		'compose.down': ['D'],
		'compose.down-volumes': [],
		'text.reveal': ['f'],
		'logs.unfold': ['u'],
	},
	// Source: derailed/k9s README.md, internal/view/browser.go, container.go, log.go
	k9s: {
		palette: [':', 'ctrl-a'],
		zoom: ['z', 'f'],
		copy: ['c'],
		'list.page-down': ['pagedown', 'ctrl-f'],
		'list.page-up': ['pageup', 'ctrl-b'],
		'detail.page-down': ['pagedown', 'ctrl-f'],
		'detail.page-up': ['pageup', 'ctrl-b'],
		'container.shell': ['s'],
		'container.start-stop': ['h'],
		'container.overview': ['d'],
		'container.inspect': ['y', 'i'],
		'container.commit': ['ctrl-n'],
		...removeLikeK9s('container'),
		'image.shell': ['s', 'e'],
		'image.overview': ['d'],
		'image.inspect': ['y', 'i'],
		'image.create': ['ctrl-n'],
		...removeLikeK9s('image'),
		'volume.inspect': ['y', 'i'],
		'volume.create': ['ctrl-n'],
		...removeLikeK9s('volume'),
		'network.inspect': ['y', 'i'],
		'network.create': ['ctrl-n'],
		...removeLikeK9s('network'),
		'context.connect': [],
		'compose.shell': ['s'],
		'compose.start-stop': ['h'],
		'compose.graph': ['y', 'i'],
		'compose.down': ['ctrl-d'],
		'compose.down-volumes': ['ctrl-k', 'D'],
		'logs.follow': ['s'],
		'logs.save': ['ctrl-s'],
		'logs.copy': ['c'],
		'logs.around': ['y'],
	},
};
