import { parseDeviceRequest } from '../values/gpus.js';
import { cgroupRule, sysctlName } from './checks.js';
import { checked, type Flag, list, pairs, text, toggle } from './flag.js';

/** Privileges, devices and name spaces. */
export const securityFlags: readonly Flag[] = [
	toggle('privileged', { name: 'privileged' }),
	list('capAdd', { name: 'cap-add' }),
	list('capDrop', { name: 'cap-drop' }),
	list('securityOpt', { name: 'security-opt' }),
	list('device', { name: 'device' }),
	list('deviceCgroupRule', { name: 'device-cgroup-rule' }, cgroupRule),
	list('gpus', { name: 'gpus', since: '1.40' }, checked(parseDeviceRequest)),
	pairs('sysctl', { name: 'sysctl' }, sysctlName),
	text('cgroupParent', { name: 'cgroup-parent' }),
	text('cgroupns', { name: 'cgroupns', since: '1.41' }),
	text('ipc', { name: 'ipc' }),
	text('pid', { name: 'pid' }),
	text('userns', { name: 'userns' }),
	text('uts', { name: 'uts' }),
	text('isolation', { name: 'isolation' }),
	text('runtime', { name: 'runtime' }),
];
