import { BRAND } from '../launch/cast.ts';

type Customer = readonly [username: string, name: string];

export const AT = `@${BRAND.handle}`;
export const MARO: Customer = ['maro_k', 'Maro K'];
export const TILDA: Customer = ['tilda_reads', 'Tilda'];
export const PIA: Customer = ['pixel_pia', 'Pia'];
export const OAK: Customer = ['old_oak', 'Oak'];
export const NOUR: Customer = ['nour_e', 'Nour'];
export const NEIGHBOUR: Customer = ['number_twelve', 'Nadia from number 12'];
export const HARBOUR: Customer = ['harbour_radio', 'Harbour Radio'];
export const JONAS: Customer = ['jonas_w', 'Jonas W'];
export const YUKI: Customer = ['yuki_tky', '雪'];
export const RAFA: Customer = ['van_watcher', 'Rafa'];
export const QUIET: Customer = ['quiet_q', 'Q'];
export const DAD: Customer = ['dad_of_three', 'Dad of three'];
export const TROLL: Customer = ['angry_egg_77', 'Egg'];
