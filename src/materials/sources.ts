/** Where the numbers come from. One string a source, so that it is written once. */

export const MAERKER_2019 =
  'Märker et al. 2019, Chem. Mater. 31, 2545, doi:10.1021/acs.chemmater.9b00140 (operando XRD of NMC811)';
export const STURM_2019 =
  'Sturm et al. 2019, J. Power Sources 412, 204, doi:10.1016/j.jpowsour.2018.11.043 (open-circuit potential)';
export const KONDRAKOV_2017 =
  'Kondrakov et al. 2017, J. Phys. Chem. C 121, 3286, doi:10.1021/acs.jpcc.6b12885 (3.0–4.3 V: ΔV 5.1 % for NCM811, 1.2 % for NCM111)';
export const JOUSSEAUME_2024 =
  'Jousseaume et al. 2024, Energy Environ. Sci., doi:10.1039/D3EE04115H (collapse follows lithium content, whatever the Ni content)';
export const DE_BIASI_2019 =
  'de Biasi et al. 2019, ChemSusChem 12, 2240, doi:10.1002/cssc.201900032 (LiNiO2)';
export const JEONG_2025 = 'Jeong et al. 2025, Adv. Energy Mater., doi:10.1002/aenm.202502765';
export const PAKHARE_2025 =
  'Pakhare et al. 2025, blister test of PVdF on Si: 0.55±0.10 dry, 0.31±0.10 in electrolyte, 0.26±0.03 J/m² cycled ' +
  '(Quantifying the Evolution of Binder/Active Material Interface Fracture Properties)';
export const NADIMPALLI_OXIDE =
  'Pakhare, Nadimpalli, blister test of PVdF on oxidised Si: 2.46±0.40 J/m² (https://imechanica.org/node/26389)';
export const LUO_2018 =
  'Luo et al. 2018, RSC Adv. 8, 3996, doi:10.1039/C7RA12382E (coating–foil strength in tension and shear)';
export const CHEN_2003 =
  'Chen et al. 2003, J. Electrochem. Soc., Comparison of PVDF and PVDF-TFE-P as binders: bare and carbon-filled PVDF break below 10 %';
export const PVDF_DATA =
  'Manufacturers’ tables for PVDF homopolymer, e.g. https://finemech.com/ft005.html (E 0.8–1.8 GPa, yield 46, strength 38–50 MPa, elongation 20–250 %)';
export const PVDF_EXPANSION =
  'Manufacturers’ tables for PVDF homopolymer (Solef 6010: 1.4e-4 1/K; typical 0.8–1.8e-4 1/K)';
export const NMC_INDENTATION =
  'Nano-indentation of NMC, 140–200 GPa: Xu, Sun, de Vasconcelos, Zhao 2017, J. Electrochem. Soc. 164, A3333; Cheng et al. 2017';
export const BERTRAND_2021 =
  'Assumed from the order of layered oxides; measured curves: Bertrand et al. 2021, Mater. Adv., doi:10.1039/D0MA00743A';
export const HANDBOOK = 'Handbook value';

/** The source of a number that nobody measured for this system. */
export function assumed(why: string): string {
  return `Assumed: ${why}`;
}
