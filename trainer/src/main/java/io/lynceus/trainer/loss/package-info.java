/**
 * What training minimises. In: the raw maps of a network and the labels of a batch. Out: box, class and distribution
 * loss with a graph to walk back. Anchors are assigned to labels by task alignment (TOOD, Feng et al. 2021), boxes
 * compared by CIoU (Zheng et al. 2020), sides learnt as distributions (GFL, Li et al. 2020), and the auxiliary head of
 * YOLOv9 (Wang et al. 2024) counts a quarter. Works on whole tensors in any floating type; what is returned belongs to
 * the caller's open PointerScope.
 */
package io.lynceus.trainer.loss;
