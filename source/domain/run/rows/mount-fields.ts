import { readBytes } from '../../text/units.js';
import { UsageError } from '../usage-error.js';
import { exactBytes, parseGoBool } from '../values/go-values.js';
import { absolutePath } from '../values/paths.js';

type Mutable = Record<string, unknown>;

/** A mount while its fields are parsed; keys as in the Engine API. */
export type MountDraft = {
	Type: string;
	Source?: string;
	Target?: string;
	ReadOnly?: boolean;
	Consistency?: string;
	BindOptions?: Mutable;
	VolumeOptions?: { Labels: Mutable; DriverConfig: { Name?: string; Options: Mutable }; [key: string]: unknown };
	ImageOptions?: Mutable;
	TmpfsOptions?: Mutable;
};

type Setter = (draft: MountDraft, value: string, key: string, folder: string) => void;

/** Applies one `key=value` or bare `key` of `--mount`; throws UsageError with docker's message. */
export function setMountField(draft: MountDraft, field: string, folder: string): void {
	const at = field.indexOf('=');
	const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
	if (at < 0 && !['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'].includes(key)) {
		throw new UsageError(`invalid field '${field}' must be a key=value pair`);
	}
	const setter = Object.hasOwn(setters, key) ? setters[key] : undefined;
	if (setter === undefined) {
		throw new UsageError(`unexpected key '${key}' in '${field}'`);
	}
	setter(draft, at < 0 ? 'true' : field.slice(at + 1), key, folder);
}

const setSource: Setter = (draft, value, _key, folder) => {
	draft.Source = value.startsWith('.') ? absolutePath(value, folder) : value;
};
const setTarget: Setter = (draft, value) => {
	draft.Target = value;
};
const setReadOnly: Setter = (draft, value, key) => {
	draft.ReadOnly = truth(value, key);
};

const setters: Readonly<Record<string, Setter>> = {
	type: (draft, value) => {
		draft.Type = value.toLowerCase();
	},
	source: setSource,
	src: setSource,
	target: setTarget,
	dst: setTarget,
	destination: setTarget,
	readonly: setReadOnly,
	ro: setReadOnly,
	consistency: (draft, value) => {
		draft.Consistency = value.toLowerCase();
	},
	'bind-propagation': (draft, value) => {
		bind(draft).Propagation = value.toLowerCase();
	},
	'bind-nonrecursive': (draft, value, key) => {
		bind(draft).NonRecursive = truth(value, key);
	},
	'bind-recursive': (draft, value, key) => setRecursion(draft, value, key),
	'volume-subpath': (draft, value) => {
		volume(draft).Subpath = value;
	},
	'volume-nocopy': (draft, value, key) => {
		volume(draft).NoCopy = truth(value, key);
	},
	'volume-label': (draft, value) => setPair(volume(draft).Labels, value),
	'volume-driver': (draft, value) => {
		volume(draft).DriverConfig.Name = value;
	},
	'volume-opt': (draft, value) => setPair(volume(draft).DriverConfig.Options, value),
	'image-subpath': (draft, value) => {
		draft.ImageOptions ??= {};
		draft.ImageOptions.Subpath = value;
	},
	'tmpfs-size': (draft, value, key) => {
		tmpfs(draft).SizeBytes = exactBytes(size(value, key));
	},
	'tmpfs-mode': (draft, value, key) => {
		if (!/^[0-7]+$/.test(value) || Number.parseInt(value, 8) > 0xffffffff) {
			throw new UsageError(`invalid value for ${key}: ${value}`);
		}
		tmpfs(draft).Mode = Number.parseInt(value, 8);
	},
};

function bind(draft: MountDraft): Mutable {
	draft.BindOptions ??= {};
	return draft.BindOptions;
}

function volume(draft: MountDraft): NonNullable<MountDraft['VolumeOptions']> {
	draft.VolumeOptions ??= { Labels: {}, DriverConfig: { Options: {} } };
	return draft.VolumeOptions;
}

function tmpfs(draft: MountDraft): Mutable {
	draft.TmpfsOptions ??= {};
	return draft.TmpfsOptions;
}

function setRecursion(draft: MountDraft, value: string, key: string): void {
	const field = { disabled: 'NonRecursive', writable: 'ReadOnlyNonRecursive', readonly: 'ReadOnlyForceRecursive' }[
		value
	];
	if (field !== undefined) {
		bind(draft)[field] = true;
	} else if (value !== 'enabled') {
		const allowed = 'must be "enabled", "disabled", "writable", or "readonly"';
		throw new UsageError(`invalid value for ${key}: ${value} (${allowed})`);
	}
}

function truth(value: string, key: string): boolean {
	const parsed = parseGoBool(value);
	if (parsed === undefined) {
		throw new UsageError(`invalid value for ${key}: ${value}`);
	}
	return parsed;
}

function size(value: string, key: string): number {
	const bytes = readBytes(value);
	if (!bytes.ok) {
		throw new UsageError(`invalid value for ${key}: ${value}`);
	}
	return bytes.value;
}

function setPair(target: Mutable, text: string): void {
	const at = text.indexOf('=');
	const name = at < 0 ? text : text.slice(0, at);
	if (name !== '') {
		target[name] = at < 0 ? '' : text.slice(at + 1);
	}
}
