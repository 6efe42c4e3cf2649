import { quote } from '../../command.js';
import { numberAt, objectAt, type Raw, same, textAt, textsAt } from '../../run/inspect/raw.js';
import { type Facet, map, type Parts, set, text } from './facet.js';
import { imageOf } from './model.js';
import { isOwnLabel } from './observed.js';
import { durationText, listAt, mapAt, nanoseconds, pairs, scalarAt } from './values.js';

/** The process of the container: image, command, environment, user, health check. */
export const processFacets: readonly Facet[] = [
	text(
		'image',
		(service, { name, model }) => imageOf(service, name, model.name),
		({ config }) => textAt(config, 'Image'),
	),
	words('command', 'command', 'Cmd'),
	words('entrypoint', 'entrypoint', 'Entrypoint'),
	map('env', service => mapAt(service, 'environment'), environmentOf),
	text('user', service => scalarAt(service, 'user'), unlessImage('User')),
	text('working dir', service => textAt(service, 'working_dir'), unlessImage('WorkingDir')),
	text('stop signal', service => textAt(service, 'stop_signal'), unlessImage('StopSignal')),
	text(
		'stop grace period',
		service => durationText(nanoseconds(textAt(service, 'stop_grace_period'))),
		({ config }) => durationText(numberAt(config, 'StopTimeout') * 1e9),
	),
	text(
		'tty',
		service => flag(service.tty),
		({ config }) => flag(config.Tty),
	),
	text(
		'stdin open',
		service => flag(service.stdin_open),
		({ config }) => flag(config.OpenStdin),
	),
	text(
		'init',
		service => flag(service.init),
		({ host }) => flag(host.Init),
	),
	map('label', service => mapAt(service, 'labels'), labelsOf),
	map(
		'annotation',
		service => mapAt(service, 'annotations'),
		({ host }) => mapAt(host, 'Annotations'),
	),
	map('health check', service => healthOf(objectAt(service, 'healthcheck')), actualHealth),
	set(
		'group',
		service => listAt(service, 'group_add'),
		({ host }) => textsAt(host, 'GroupAdd'),
	),
];

export const flag = (value: unknown): string => (value === true ? 'on' : '');

/** Words in their order; a container's words are left out if its image has the same. */
function words(word: string, field: string, key: string): Facet {
	return {
		word,
		kind: 'words',
		expected: ({ service }) => (Array.isArray(service[field]) ? service[field].map(String) : undefined),
		actual: ({ inspect, image }) => {
			const own = textsAt(objectAt(inspect, 'Config'), key);
			const isImages = image !== undefined && same(own, textsAt(objectAt(image, 'Config'), key));
			return own.length === 0 || isImages ? undefined : own;
		},
	};
}

function unlessImage(key: string): (parts: Parts) => string {
	return ({ config, image }) => {
		const value = textAt(config, key);
		return image !== undefined && value === textAt(image, key) ? '' : value;
	};
}

function environmentOf({ config, image }: Parts): Readonly<Record<string, string>> {
	const images = new Set(textsAt(image ?? {}, 'Env'));
	return pairs(textsAt(config, 'Env').filter(line => !images.has(line)));
}

function labelsOf({ config, image }: Parts): Readonly<Record<string, string>> {
	const images = objectAt(image ?? {}, 'Labels');
	return Object.fromEntries(
		Object.entries(mapAt(config, 'Labels')).filter(([name, value]) => !isOwnLabel(name) && images[name] !== value),
	);
}

function healthOf(check: Raw): Readonly<Record<string, string>> {
	if (check.disable === true) {
		return { test: 'NONE' };
	}
	return present({
		test: testText(listAt(check, 'test')),
		interval: durationText(nanoseconds(textAt(check, 'interval'))),
		timeout: durationText(nanoseconds(textAt(check, 'timeout'))),
		'start period': durationText(nanoseconds(textAt(check, 'start_period'))),
		'start interval': durationText(nanoseconds(textAt(check, 'start_interval'))),
		retries: scalarAt(check, 'retries'),
	});
}

function actualHealth({ config, image }: Parts): Readonly<Record<string, string>> {
	const check = objectAt(config, 'Healthcheck');
	if (image !== undefined && same(check, objectAt(image, 'Healthcheck'))) {
		return {};
	}
	return present({
		test: testText(textsAt(check, 'Test')),
		interval: durationText(numberAt(check, 'Interval')),
		timeout: durationText(numberAt(check, 'Timeout')),
		'start period': durationText(numberAt(check, 'StartPeriod')),
		'start interval': durationText(numberAt(check, 'StartInterval')),
		retries: numberAt(check, 'Retries') === 0 ? '' : `${numberAt(check, 'Retries')}`,
	});
}

function testText([kind = '', ...rest]: readonly string[]): string {
	return kind === 'CMD-SHELL' ? rest.join(' ') : kind === 'CMD' ? quote(rest) : kind;
}

const present = (all: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
